using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Scenarios;

/// <summary>
/// Positions that other hands change while the engine holds them: said as POSITION_MISMATCH, taken over from the venue, and flat at the
/// end. Of the books only our orders can tie, because theirs are in the venue's alone.
/// </summary>
public sealed class DriftTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PositionDrift_ByOtherHands_IsSaidBookedAndEndsFlat(bool silent)
    {
        await using var run = await FaultyVenue.ArmedAsync();
        await run.FaultAsync(new { kind = "positionDrift", symbol = "AVAXUSDT", side = "Buy", qty = 50, silent });
        await run.ReconcileAsync();
        var alert = await run.AlertAsync("POSITION_MISMATCH");
        Assert.Equal(("AVAXUSDT", AlertSeverity.Critical), (((AlertRaised)alert.Fact).Symbol, ((AlertRaised)alert.Fact).Severity));
        await run.BackAsync();
        await run.FlatAndTiedAsync(foreignHands: true);
    }

    [Fact]
    public async Task PhantomPosition_ClosedBehindOurBack_IsRemovedAtItsTrueExitPrice()
    {
        await using var run = await FaultyVenue.ArmedAsync(patient: true);
        var held = await run.HoldingAsync("AVAXUSDT");
        await run.FaultAsync(new { kind = "positionDrift", symbol = "AVAXUSDT", close = true, silent = true, unlisted = true });
        await run.ReconcileAsync();
        var corrected = (PositionCorrected)(await run.FactAsync<PositionCorrected>(_ => true, "a correction")).Fact;
        Assert.Equal((held.SignedQuantity, DriftKind.MissingInBroker, 0m), (corrected.ShadowQuantity, corrected.Drift, corrected.VenueQuantity));
        var (quantity, price) = await run.UnlistedAsync();
        Assert.Equal(Math.Abs(corrected.ShadowQuantity), quantity);
        Assert.Equal((double)price, (double)corrected.ExitPrice!.Value, 6);
        await run.AlertAsync("POSITION_MISMATCH");
        await run.BackAsync();
        await run.FlatAndTiedAsync(foreignHands: true);
    }

    [Theory]
    [InlineData("Buy")]
    [InlineData("Sell")]
    public async Task SizeDrift_WithoutAnExecution_IsOverwrittenWithTheVenuesSize(string side)
    {
        await using var run = await FaultyVenue.ArmedAsync(patient: true);
        var held = await run.HoldingAsync("AVAXUSDT");
        var change = decimal.Round(Math.Abs(held.SignedQuantity) / 2m, 1);
        await run.FaultAsync(new { kind = "positionDrift", symbol = "AVAXUSDT", side, qty = change, silent = true, unlisted = true });
        await run.ReconcileAsync();
        var corrected = (PositionCorrected)(await run.FactAsync<PositionCorrected>(_ => true, "a correction")).Fact;
        Assert.Equal((held.SignedQuantity, held.SignedQuantity + (side == "Buy" ? change : -change)), (corrected.ShadowQuantity, corrected.VenueQuantity));
        Assert.Equal(DriftKind.SizeMismatch, corrected.Drift);
        await run.AlertAsync("POSITION_MISMATCH");
        await run.UntilAsync(snapshot => snapshot.Positions.Any(position => position.Position.Instrument == held.Instrument && position.Coverage == 1m), "the new size covered");
        await run.BackAsync();
        await run.FlatAndTiedAsync(foreignHands: true);
    }
}
