using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Scenarios;

/// <summary>
/// What goes wrong on the way between us and a venue, one thing at a time, under load: what design 3a says must be denied is denied, what must go
/// on goes on, and when the fault is gone the engine comes back by itself, ends flat, and its books tie with the venue's.
/// </summary>
public sealed class FaultTests
{
    [Fact]
    public async Task PartialFills_OfTakingOrders_TieToTheLot()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "partialFill", fraction = 0.4, count = 3 });
        await run.FactAsync<OrderMoved>(order => order.Status is OrderStatus.PartiallyFilled or OrderStatus.Cancelled or OrderStatus.CancelPending, "an order not filled whole");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Theory]
    [InlineData("duplicate", "private")]
    [InlineData("outOfOrder", "private")]
    [InlineData("duplicate", "public")]
    [InlineData("outOfOrder", "public")]
    public async Task Frames_TwiceOrOutOfOrder_AreBookedOnce(string kind, string stream)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind, stream, probability = 0.5, seed = 5 });
        await run.FactAsync<FillBooked>(_ => true, "a fill among bad frames");
        await run.FactAsync<FillBooked>(_ => true, "another one");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Fact]
    public async Task SequenceGap_InTheBooks_IsResubscribed()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "sequenceGap", count = 10 });
        await run.FactAsync<FillBooked>(_ => true, "trading goes on");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Theory]
    [InlineData("public")]
    [InlineData("private")]
    public async Task Disconnect_LongerThanTheGrace_PausesAndResumesByItself(string stream)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "disconnect", stream, durationMs = 600_000 });
        await run.BlockedAsync("Disconnected");
        await run.AlertAsync("FEED_LOST");
        await run.BlockedAsync("Paused");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Theory]
    [InlineData("public")]
    [InlineData("private")]
    public async Task SilentFeed_NoFramesNoPongs_IsNoticedAndReplaced(string stream)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "silentFeed", stream });
        await run.BlockedAsync("Disconnected");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Fact]
    public async Task Flatten_WhilePrivateStreamIsDown_EndsFlatByRest()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.HoldingAsync();
        await run.FaultAsync(new { kind = "disconnect", stream = "private", durationMs = 600_000 });
        await run.BlockedAsync("Disconnected");
        await run.FlatAndTiedAsync();
    }

    [Fact]
    public async Task ClockSkew_OfTwoSeconds_DeniesEntriesUntilItIsGone()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "clockSkew", offsetMs = -2_500 });
        await run.BlockedAsync("Clock");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }
}
