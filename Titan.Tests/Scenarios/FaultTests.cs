using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Scenarios;

/// <summary>
/// Each thing that goes wrong between us and a venue, one at a time, under load: what design 3a says must be denied is denied, what must go
/// on goes on, and when the fault is gone the engine comes back by itself, ends flat, and its books tie with the venue's.
/// </summary>
public sealed class FaultTests
{
    private const string Create = "/v5/order/create";

    [Fact]
    public async Task Latency_OnOrderEntry_OrdersStayOneEach()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "latency", latencyMs = 400, jitterMs = 300, path = Create });
        await run.FactAsync<OrderCreated>(_ => true, "an order under latency");
        await run.FactAsync<FillBooked>(_ => true, "a fill under latency");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Fact]
    public async Task DroppedRequest_OrderNeverArrived_IsAskedForAndNotPlacedTwice()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "dropRequest", path = Create, count = 2 });
        await run.FactAsync<OrderMoved>(order => order.Status is OrderStatus.Unknown or OrderStatus.Rejected, "an order that never arrived");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Theory]
    [InlineData(110007)]
    [InlineData(110003)]
    public async Task Reject_ByCode_IsSaidAndTheArmStays(int code)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "reject", code, path = Create, count = 1 });
        var rejected = await run.FactAsync<OrderMoved>(order => order.Status == OrderStatus.Rejected, "a rejected order");
        Assert.Contains(code.ToString(System.Globalization.CultureInfo.InvariantCulture), ((OrderMoved)rejected.Fact).Reason, StringComparison.Ordinal);
        Assert.Equal(ArmState.Armed, run.Snapshot.Arm.State);
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task HttpStatus_OnOrderEntry_LeavesNoOrderOpenEnded(int status)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "httpStatus", status, path = Create, count = 3 });
        await run.FactAsync<OrderMoved>(order => order.Status is OrderStatus.Unknown or OrderStatus.Rejected, "an order that was refused or is unknown");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

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

    [Fact]
    public async Task Disconnect_OfOrderEntry_OrdersGoByRest()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "disconnect", stream = "trade", durationMs = 600_000 });
        await run.UntilAsync(snapshot => snapshot.Venue.Streams.Any(one => one.Stream == StreamKind.Trade && !one.Connected), "order entry socket down");
        await run.FactAsync<FillBooked>(fill => fill.Order is not null, "a fill without the socket");
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PositionDrift_ByOtherHands_IsSaidCorrectedAndEndsFlat(bool silent)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "positionDrift", symbol = "AVAXUSDT", side = "Buy", qty = 50, silent });
        await run.Engine.Engine.SendAsync(new ReconcileCommand(new("tester", "Operator", "test"), null, run.Engine.Engine.NewCorrelation("reconcile")), CancellationToken.None);
        await run.BackAsync();
        await run.FlatAndTiedAsync(foreignHands: true);
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
