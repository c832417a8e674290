using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Tests.Scenarios;

/// <summary>
/// FLATTEN ALL against each thing that can go wrong on its way: it ends when the exchange's own books say flat, its receipt holds what the
/// exchange executed, and the ledgers tie.
/// </summary>
public sealed class FlattenFaultTests
{
    private const string Create = "/v5/order/create";

    [Fact]
    public async Task OneClose_Rejected_IsTriedAgain()
    {
        await using var run = await HoldingAsync();
        await run.FaultAsync(new { kind = "reject", code = 110017, path = Create, count = 1 });
        await EndsFlatAsync(run);
    }

    [Fact]
    public async Task OneAck_Lost_IsAskedForAndClosedOnce()
    {
        await using var run = await HoldingAsync();
        await run.FaultAsync(new { kind = "lostAck", path = Create, count = 1 });
        await EndsFlatAsync(run);
    }

    [Fact]
    public async Task TooManyRequests_ForFiveSeconds_IsWaitedOut()
    {
        await using var run = await HoldingAsync();
        await run.FaultAsync(new { kind = "reject", code = 10006, path = "/v5/order/*", durationMs = 5_000 });
        await EndsFlatAsync(run);
    }

    [Fact]
    public async Task PrivateStream_Down_TheVenuesListIsEnough()
    {
        await using var run = await HoldingAsync();
        await run.FaultAsync(new { kind = "disconnect", stream = "private", durationMs = 600_000 });
        await EndsFlatAsync(run);
    }

    [Fact]
    public async Task PartialFills_Only_AreGoneOnWith()
    {
        await using var run = await HoldingAsync();
        await run.FaultAsync(new { kind = "partialFill", fraction = 0.5, count = 6 });
        await EndsFlatAsync(run);
    }

    [Fact]
    public async Task PositionClosedByOtherHandsMeanwhile_IsCountedApart()
    {
        await using var run = await HoldingAsync(patient: true);
        var (symbol, flatten) = await SlowFlattenAsync(run);
        await run.FaultAsync(new { kind = "positionDrift", symbol, close = true });
        var result = await flatten;
        Assert.Equal(CommandStatus.Done, result.Status);
        await run.VenueIsFlatAsync();
        var leg = result.Receipt!.Legs.Single(leg => leg.Symbol == symbol);
        Assert.Equal(0m, leg.Remaining);
        Assert.True(leg.ClosedElsewhere > 0, "other hands closed it");
        await run.LiftAsync();
        await run.FlatAndTiedAsync(foreignHands: true);
    }

    [Fact]
    public async Task PositionAboveTheLargestOrder_IsClosedInPartsToTheLast()
    {
        await using var run = await HoldingAsync();
        Assert.Equal(CommandStatus.Done, (await run.FlattenAsync()).Status);
        var largest = RestlessMarket.LargestMarketOrder("AVAXUSDT");
        for (var part = 0; part < 3; part++)
        {
            await run.FaultAsync(new { kind = "positionDrift", symbol = "AVAXUSDT", side = "Buy", qty = largest * 0.8m });
        }

        await run.UntilAsync(snapshot => snapshot.Positions.Any(view => view.Position.Instrument.Value == "AVAXUSDT" && view.Position.Quantity == largest * 2.4m), "the position of other hands");
        var result = await run.FlattenAsync();
        Assert.True(result.Status == CommandStatus.Done, result.Message);
        await run.VenueIsFlatAsync();
        var receipt = result.Receipt!;
        var leg = receipt.Legs.Single(leg => leg.Symbol == "AVAXUSDT");
        Assert.Equal((largest * 2.4m, 0m), (leg.ClosedQuantity, leg.Remaining));
        Assert.All(receipt.Orders, order => Assert.True(order.Quantity <= largest, $"{order.ClientOrderId} {order.Quantity}"));
        await IsTrueAsync(run, receipt);
        await run.FlatAndTiedAsync(foreignHands: true);
    }

    [Fact]
    public async Task PositionLiquidatedMeanwhile_IsCountedApartAndSaid()
    {
        await using var run = await HoldingAsync(patient: true);
        var (symbol, flatten) = await SlowFlattenAsync(run);
        await run.FaultAsync(new { kind = "liquidate", symbol });
        var result = await flatten;
        Assert.True(result.Status == CommandStatus.Done, result.Message);
        await run.VenueIsFlatAsync();
        var leg = result.Receipt!.Legs.Single(leg => leg.Symbol == symbol);
        Assert.Equal((0m, "Liquidated"), (leg.Remaining, leg.Elsewhere));
        await run.LiftAsync();
        await run.FlatAndTiedAsync();
    }

    [Fact]
    public async Task Venue_ThatRefusesEverything_IsNeverCalledFlat()
    {
        await using var run = await HoldingAsync();
        Assert.Equal(CommandStatus.Done, (await run.FlattenAsync()).Status);

        // Made by hand and without a stop, so that only a close of ours ends it.
        await run.FaultAsync(new { kind = "positionDrift", symbol = "AVAXUSDT", side = "Buy", qty = 50 });
        await run.UntilAsync(snapshot => snapshot.Positions.Any(view => view.Position.Instrument.Value == "AVAXUSDT"), "the position of other hands");
        await run.FaultAsync(new { kind = "reject", code = 110017, path = Create });
        var flatten = run.FlattenAsync();
        await run.UntilAsync(snapshot => snapshot.Flatten is { Attempt: > 4 } flat && flat.Legs.Any(leg => leg is { Symbol: "AVAXUSDT", Problem: not null }), "refused closes named");
        Assert.NotEmpty((await run.BooksAsync())["positions"]!.AsArray());
        Assert.NotNull(run.Snapshot.Flatten);
        await run.LiftAsync();
        Assert.Equal(CommandStatus.Done, (await flatten).Status);
        await run.VenueIsFlatAsync();
        await run.FlatAndTiedAsync(foreignHands: true);
    }

    // A flatten that has taken a position on and whose closes stay on the wire long enough for others to be first.
    private static async Task<(string Symbol, Task<CommandResult> Flatten)> SlowFlattenAsync(FaultyVenue run)
    {
        var symbol = run.Snapshot.Positions[0].Position.Instrument.Value;
        await run.FaultAsync(new { kind = "latency", latencyMs = 3_000, path = Create });
        var flatten = run.FlattenAsync();
        await run.UntilAsync(snapshot => snapshot.Flatten is { } running && running.Legs.Any(leg => leg.Symbol == symbol), "a flatten that knows the position");
        return (symbol, flatten);
    }

    private static async Task<FaultyVenue> HoldingAsync(bool patient = false)
    {
        var run = await FaultyVenue.ArmedAsync(patient);
        await run.HoldingAsync();
        return run;
    }

    private static async Task EndsFlatAsync(FaultyVenue run)
    {
        var result = await run.FlattenAsync();
        Assert.True(result.Status == CommandStatus.Done, result.Message);
        await run.VenueIsFlatAsync();
        var receipt = result.Receipt!;
        Assert.Equal(("tester", "test"), (receipt.By, receipt.Reason));
        Assert.All(receipt.Legs, leg => Assert.Equal(0m, leg.Remaining));
        await run.LiftAsync();
        await IsTrueAsync(run, receipt);
        await run.FlatAndTiedAsync();
    }

    // What our orders closed by the receipt is what the exchange executed for these orders.
    private static async Task IsTrueAsync(FaultyVenue run, FlattenReceipt receipt)
    {
        var executions = (await run.BooksAsync())["executions"]!.AsArray();
        var ours = receipt.Orders.Select(order => order.ClientOrderId).ToHashSet(StringComparer.Ordinal);
        var executed = executions.Where(row => ours.Contains(row!["orderLinkId"]?.GetValue<string>() ?? ""))
            .Sum(row => decimal.Parse(row!["qty"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) * decimal.Parse(row["price"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(executed, receipt.Legs.Sum(leg => leg.ClosedValue));
    }
}
