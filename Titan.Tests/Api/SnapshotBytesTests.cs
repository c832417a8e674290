using Microsoft.AspNetCore.Http;
using Titan.Engine.Kernel;
using Titan.Web.Api;

namespace Titan.Tests.Api;

/// <summary>An answer that is shared must still be the newest snapshot's, and be written only once for each.</summary>
public sealed class SnapshotBytesTests
{
    private static readonly EngineIdentity Identity = new("test", "PAPER", "bybit", "simulator", "", "", null, new EngineLimits(0.07m, 0.15m, 5, 20m, 50m, 0.02m, 3));

    private int _written;

    [Fact]
    public async Task Of_SameSnapshotAskedAgain_IsWrittenOnce()
    {
        var bytes = Make();
        var snapshot = new TitanEngine(TimeProvider.System, Identity).Snapshot with { Version = 7 };

        var answers = new[] { await TextAsync(bytes.Of(snapshot)), await TextAsync(bytes.Of(snapshot)) };

        Assert.Equal(["{\"version\":7,\"unknown\":null}", "{\"version\":7,\"unknown\":null}"], answers);
        Assert.Equal(1, _written);
    }

    [Fact]
    public async Task Of_NewSnapshotWithEqualValues_IsWrittenAnew()
    {
        var bytes = Make();
        var snapshot = new TitanEngine(TimeProvider.System, Identity).Snapshot;

        await TextAsync(bytes.Of(snapshot with { Version = 1 }));
        await TextAsync(bytes.Of(snapshot with { Version = 1 }));
        var newest = await TextAsync(bytes.Of(snapshot with { Version = 2 }));

        Assert.Equal("{\"version\":2,\"unknown\":null}", newest);
        Assert.Equal(3, _written);
    }

    [Fact]
    public async Task Of_Answer_SaysItsTypeAndLength()
    {
        var context = new DefaultHttpContext();

        await Make().Of(new TitanEngine(TimeProvider.System, Identity).Snapshot).ExecuteAsync(context);

        Assert.Equal("application/json; charset=utf-8", context.Response.ContentType);
        Assert.Equal("{\"version\":0,\"unknown\":null}".Length, context.Response.ContentLength);
    }

    private SnapshotBytes Make() => new(snapshot =>
    {
        _written++;
        return new { version = snapshot.Version, unknown = (int?)null };
    });

    private static async Task<string> TextAsync(IResult result)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await result.ExecuteAsync(context);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}
