using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Controls;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>One reader of the engine for all circuits, and nothing drawn again that reads the same.</summary>
public sealed class FeedTests
{
    [Fact]
    public async Task Feed_WithManyCircuits_SubscribesToTheEngineOnce()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        await using var one = face.Services.CreateAsyncScope();
        await using var two = face.Services.CreateAsyncScope();
        var looks = 0;
        var seen = new TaskCompletionSource();
        Task Look()
        {
            if (Interlocked.Increment(ref looks) >= 2)
            {
                seen.TrySetResult();
            }

            return Task.CompletedTask;
        }

        using var first = one.ServiceProvider.GetRequiredService<CircuitFeed>().Watch(Look, static act => act());
        using var second = two.ServiceProvider.GetRequiredService<CircuitFeed>().Watch(Look, static act => act());
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, face.Engine.Subscriptions);
    }

    [Fact]
    public async Task Feed_WhenACircuitEnds_ForgetsIt()
    {
        await using var face = new Face();
        var scope = face.Services.CreateAsyncScope();
        var looked = new TaskCompletionSource();
        scope.ServiceProvider.GetRequiredService<CircuitFeed>().Watch(() =>
        {
            looked.TrySetResult();
            return Task.CompletedTask;
        }, static act => act());
        await looked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, face.Feed.Listeners);

        await scope.DisposeAsync();

        Assert.Equal(0, face.Feed.Listeners);
    }

    [Fact]
    public async Task Feed_WhenOneComponentFails_TheOthersStillLook()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        await using var scope = face.Services.CreateAsyncScope();
        var circuit = scope.ServiceProvider.GetRequiredService<CircuitFeed>();
        var looked = new TaskCompletionSource();
        using var bad = circuit.Watch(() => throw new InvalidOperationException("broken component"), static act => act());
        using var good = circuit.Watch(() =>
        {
            looked.TrySetResult();
            return Task.CompletedTask;
        }, static act => act());

        await looked.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Feed_StoppedWhileTheRestStarts_EndsWithoutAFault()
    {
        await using var face = new Face();
        using var start = new CancellationTokenSource();
        await face.Feed.StartAsync(start.Token);
        await face.Engine.Subscribed.WaitAsync(TimeSpan.FromSeconds(20));

        await start.CancelAsync();
        await face.Feed.StopAsync(CancellationToken.None);

        Assert.Equal(TaskStatus.RanToCompletion, face.Feed.ExecuteTask!.Status);
    }

    [Fact]
    public async Task Overview_WhenOnePositionLosesItsStop_DrawsThatRowOnly()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var page = face.Render<Overview>();
        page.WaitForAssertion(() => Assert.Equal(1, face.Feed.Listeners));
        var rows = page.FindComponents<PositionLine>();
        var rates = page.FindComponents<MetricCell>();
        var tiles = page.FindComponents<TileCell>().Where(tile => tile.Instance.View.Key is "Win rate" or "Open positions").ToArray();
        var title = page.FindComponent<TabTitle>();

        face.Engine.Publish(snapshot => snapshot with { Positions = [snapshot.Positions[0], snapshot.Positions[1] with { Position = snapshot.Positions[1].Position with { StopLoss = null } }, snapshot.Positions[2]] });

        await Face.UntilAsync(() => rows.Select(row => row.RenderCount).SequenceEqual([1, 2, 1]));
        Assert.All(rates, rate => Assert.Equal(1, rate.RenderCount));
        Assert.NotEmpty(tiles);
        Assert.All(tiles, tile => Assert.Equal(1, tile.RenderCount));
        Assert.Equal(1, title.RenderCount);
    }

    [Fact]
    public async Task Overview_WhenTheEngineFallsSilent_GrowsOldByItself()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var page = face.Render<Overview>();

        face.Clock.MoveTo(Anchor.At.AddSeconds(9));

        page.WaitForAssertion(() => Assert.Contains("9 s old. Entries wait for a fresh value.", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.NotEmpty(page.FindAll(".panel.stale"));
    }
}
