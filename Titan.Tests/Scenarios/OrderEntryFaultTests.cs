using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Scenarios;

/// <summary>
/// What goes wrong with an order on its way, under load: each order is sent at most once, a missing answer is asked for, a refusal is said
/// with the venue's own code, the arm stays, and the books tie.
/// </summary>
public sealed class OrderEntryFaultTests
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task LostAck_OrderAcceptedAndNeverAnswered_IsAskedForSentOnceAndFilledOnce(bool privateStreamLate)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        var since = await run.CountCreatesAsync();
        if (privateStreamLate)
        {
            // Neither answer nor report: only asking can tell. Wears off by itself, because lifting would end the count.
            await run.FaultAsync(new { kind = "latency", stream = "private", topic = "order*", latencyMs = 6_000, durationMs = 15_000 });
            await run.FaultAsync(new { kind = "latency", stream = "private", topic = "execution*", latencyMs = 6_000, durationMs = 15_000 });
        }

        await run.FaultAsync(new { kind = "lostAck", path = Create, count = 2 });
        await run.ResumeAsync();
        if (privateStreamLate)
        {
            var first = await run.FactAsync<OrderMoved>(order => order.Status == OrderStatus.Unknown, "an order without an answer");
            var id = ((OrderMoved)first.Fact).Id;
            await run.FactAsync<OrderMoved>(order => order.Id == id && order.Status is OrderStatus.Accepted or OrderStatus.Cancelled, "settled by asking");
        }

        await run.StruckAsync("lostAck");
        await run.BackAsync();
        var tie = await run.FlatAndTiedAsync();
        var sent = tie.Ours.Where(order => order.CreatedAt >= since && order.Reason?.Contains("not sent", StringComparison.Ordinal) != true).ToArray();
        Assert.True(sent.Length >= 2);
        Assert.Equal(sent.Length, run.CreatesCounted);
        Assert.Empty(sent.Where(order => order.Status == OrderStatus.Rejected && order.Purpose == OrderPurpose.Entry).Select(order => $"{order.Id} {order.Purpose}: {order.Reason}"));
    }

    [Theory]
    [InlineData(110007)]
    [InlineData(110003)]
    [InlineData(10006)]
    public async Task Reject_ByCode_IsSaidAndTheArmStays(int code)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "reject", code, path = Create, count = 1 });
        var rejected = await run.FactAsync<OrderMoved>(order => order.Status == OrderStatus.Rejected, "a rejected order");
        Assert.Contains(code.ToString(CultureInfo.InvariantCulture), ((OrderMoved)rejected.Fact).Reason, StringComparison.Ordinal);
        Assert.True(run.Snapshot.Arm.State == ArmState.Armed || run.Snapshot.Arm.By == "tester" || run.Snapshot.Breaker.Active, run.Snapshot.Arm.Reason);
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Fact]
    public async Task ServerError_OfTheVenue_IsUnknownUntilAskedTwice()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "reject", code = 10016, path = Create, count = 1 });
        var unknown = await run.FactAsync<OrderMoved>(order => order.Status == OrderStatus.Unknown, "an order that may or may not stand");
        var id = ((OrderMoved)unknown.Fact).Id;
        var settled = await run.FactAsync<OrderMoved>(order => order.Id == id, "the venue's word");
        Assert.Equal(OrderStatus.Rejected, ((OrderMoved)settled.Fact).Status);
        Assert.True(settled.At - unknown.At >= TimeSpan.FromSeconds(3), "given up after one look");
        await run.LiftAsync();
        await run.BackAsync();
        await run.FlatAndTiedAsync();
    }

    [Fact]
    public async Task Forbidden_ByTheOrderSocket_IsSaidAndEndsByItself()
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "httpStatus", status = 403, path = Create, count = 1 });
        var rejected = await run.FactAsync<OrderMoved>(order => order.Status == OrderStatus.Rejected, "a refused order");
        Assert.Contains("10403", ((OrderMoved)rejected.Fact).Reason, StringComparison.Ordinal);
        await run.BackAsync();
        await run.FactAsync<OrderCreated>(order => order.Order.Purpose == OrderPurpose.Entry, "an entry after it");
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

    [Fact]
    public async Task SilentOrderEntry_NeitherAnswersNorPongs_IsReplacedByRest()
    {
        // Positions that stay: their entries meet the silent socket, their closes go by REST.
        await using var run = await FaultyVenue.ArmedAsync(patient: true);
        var since = await run.CountCreatesAsync();
        await run.FaultAsync(new { kind = "silentFeed", stream = "trade" });
        await run.ResumeAsync();
        await run.UntilAsync(snapshot => snapshot.Venue.Streams.Any(one => one.Stream == StreamKind.Trade && !one.Connected), "the silent socket given up");
        await run.BackAsync();
        var tie = await run.FlatAndTiedAsync();
        Assert.Contains(tie.Ours, order => order.Purpose == OrderPurpose.Flatten && order.FilledQuantity > 0m);
        var sent = tie.Ours.Count(order => order.CreatedAt >= since && order.Reason?.Contains("not sent", StringComparison.Ordinal) != true);
        Assert.Equal(sent, run.CreatesCounted);
    }
}
