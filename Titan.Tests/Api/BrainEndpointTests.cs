using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>The Brain's doors (spec titan-trading 7.2): every one answers, bad input is named, rights are asked.</summary>
public sealed class BrainEndpointTests
{
    [Theory]
    [InlineData("/api/brain/dashboard")]
    [InlineData("/api/brain/allocation")]
    [InlineData("/api/brain/decisions?gate=Spread&approved=false")]
    [InlineData("/api/circuit-breaker")]
    [InlineData("/api/circuit-breaker/events")]
    [InlineData("/api/performance/summary?symbol=BTCUSDT")]
    [InlineData("/api/why?from=2026-03-02T03:00:00Z&to=2026-03-02T04:00:00Z")]
    public async Task Question_WithNothingInTheJournal_IsAnswered(string path)
    {
        await using var host = await ConsoleHost.StartAsync();
        Assert.Equal(200, (await host.CallAsync("GET", path)).Status);
    }

    [Theory]
    [InlineData("/api/why?from=2026-03-02T05:00:00Z&to=2026-03-02T04:00:00Z", 400)]
    [InlineData("/api/brain/decisions?approved=perhaps", 400)]
    [InlineData("/api/why/nothing-of-the-kind-7", 404)]
    public async Task Question_ThatIsWrong_IsRefused(string path, int status)
    {
        await using var host = await ConsoleHost.StartAsync();
        Assert.Equal(status, (await host.CallAsync("GET", path)).Status);
    }

    [Fact]
    public async Task Override_WithoutAWeight_NamesItAndWithoutTheRightIsForbidden()
    {
        await using var host = await ConsoleHost.StartAsync();
        var (status, body) = await host.CallAsync("POST", "/api/brain/override", """{"w1":1,"w2":0,"hours":1,"reason":"because"}""");
        Assert.Equal(400, status);
        Assert.Contains("w3", body.ToJsonString(), StringComparison.Ordinal);
        await host.AddAccountAsync("ada", "Operator");
        Assert.Equal(403, (await host.CallAsync("POST", "/api/brain/override", """{"w1":1,"w2":0,"w3":0,"hours":1,"reason":"because"}""", "ada")).Status);
    }

    [Fact]
    public async Task Line_OfASpanWithoutAnything_SaysSo()
    {
        await using var host = await ConsoleHost.StartAsync();
        var diary = host.Services.GetRequiredService<IDiary>();
        var span = await diary.SummariseAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), CancellationToken.None);
        Assert.Equal(
            "Nothing happened between 00:00 and 01:00 UTC on 1970-01-01: the arm was never moved before; feeds fine; no strategy asked.", Titan.Web.Api.WhyLine.Of(span));
        Assert.EndsWith("no strategy asked; nearest trap 0.420 % away: BTCUSDT.", Titan.Web.Api.WhyLine.Of(span with { NearestTrap = "0.420 % away: BTCUSDT" }), StringComparison.Ordinal);
        Assert.Empty(await diary.GetBreakerAsync(0, 10, CancellationToken.None));
    }

    [Fact]
    public void Line_OfOneAndOfMany_CountsInWords()
    {
        var at = DateTimeOffset.UnixEpoch;
        HistoryEvent Of(string type) => new(1, at.AddMinutes(5), type, "Info", "ARMED to DISARMED by anna", null, null);
        var once = new SpanSummary(at, at.AddHours(1), null, [Of("MASTER_ARM_CHANGE")], false, [Of("FEED_LOST")], [new RefusalCount(null, null, 1)], 1);
        Assert.Equal(
            "1 approved, 1 fill between 00:00 and 01:00 UTC on 1970-01-01: the arm moved once, at 00:05:00 ARMED to DISARMED by anna; feeds lost once; none refused.", Titan.Web.Api.WhyLine.Of(once));
        var often = once with { ArmChanges = [.. once.ArmChanges, .. once.ArmChanges], Troubles = [.. once.Troubles, .. once.Troubles], Fills = 2 };
        Assert.Contains("2 fills", Titan.Web.Api.WhyLine.Of(often), StringComparison.Ordinal);
        Assert.Contains("the arm moved 2 times, last 00:05:00", Titan.Web.Api.WhyLine.Of(often), StringComparison.Ordinal);
        Assert.Contains("feeds lost 2 times", Titan.Web.Api.WhyLine.Of(often), StringComparison.Ordinal);
    }
}
