using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Ledger;

/// <summary>Laws of the fold over any sequence of fills (spec titan-trading 4.2, 4.8, 13).</summary>
public sealed class FillLawTests
{
    private static readonly Gen<(bool Buy, int Lots, int Ticks, int FeeBps)> Fill =
        from buy in Gen.Elements(true, false)
        from lots in Gen.Choose(1, 500)
        from ticks in Gen.Choose(400_000, 600_000)
        from fee in Gen.Choose(-5, 20)
        select (buy, lots, ticks, fee);

    private static readonly Arbitrary<(bool Buy, int Lots, int Ticks, int FeeBps)[]> Fills = Fill.ArrayOf().Where(fills => fills.Length > 0).ToArbitrary();

    [Fact]
    public void Position_AfterAnyFills_IsTheirSignedSum() =>
        Prop.ForAll(Fills, fills =>
        {
            var ledger = new LedgerBench();
            foreach (var fill in fills)
            {
                ledger.Fill(fill.Buy, fill.Lots * 0.001m, fill.Ticks * 0.1m, fill.FeeBps);
            }

            var sum = fills.Sum(fill => (fill.Buy ? 1 : -1) * fill.Lots * 0.001m);
            var held = ledger.State.Positions.Values.SingleOrDefault()?.SignedQuantity ?? 0m;
            return held == sum;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fills_InAnyOrder_EndInTheSamePosition() =>
        Prop.ForAll(Fills, fills =>
        {
            var forward = new LedgerBench();
            var backward = new LedgerBench();
            foreach (var fill in fills)
            {
                forward.Fill(fill.Buy, fill.Lots * 0.001m, fill.Ticks * 0.1m, fill.FeeBps);
            }

            foreach (var fill in fills.Reverse())
            {
                backward.Fill(fill.Buy, fill.Lots * 0.001m, fill.Ticks * 0.1m, fill.FeeBps);
            }

            return forward.State.Positions.Values.SingleOrDefault()?.SignedQuantity == backward.State.Positions.Values.SingleOrDefault()?.SignedQuantity;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fill_BookedAgainUnderItsId_ChangesNothingButTheSequence() =>
        Prop.ForAll(Fills, fills =>
        {
            var once = new LedgerBench();
            var twice = new LedgerBench();
            foreach (var fill in fills)
            {
                var booked = once.Fill(fill.Buy, fill.Lots * 0.001m, fill.Ticks * 0.1m, fill.FeeBps);
                twice.Apply(booked);
                twice.Apply(booked);
            }

            // Position ids carry the sequence they were opened at, so the figures are compared, not the hash.
            static object Figures(EngineState state) => (
                state.Equity.FeesPaid, state.Equity.RealizedPnl, state.ClosedTrades.Count, state.ClosedTrades.Sum(trade => trade.NetPnl),
                state.Positions.Values.Sum(position => position.SignedQuantity), state.Positions.Values.Sum(position => position.EntryPrice));
            return Figures(once.State).Equals(Figures(twice.State));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Money_RealisedMinusFeesMinusFunding_IsTheChangeOfTheWallet() =>
        Prop.ForAll(Fills, fills =>
        {
            var ledger = new LedgerBench();
            var wallet = 0m;
            var inventory = 0m;
            var last = 0m;
            foreach (var fill in fills)
            {
                var (quantity, price) = (fill.Lots * 0.001m, fill.Ticks * 0.1m);
                var booked = ledger.Fill(fill.Buy, quantity, price, fill.FeeBps);
                ledger.Funding(fill.FeeBps * 0.01m);
                // Cash flow of the trade itself, told without any notion of entry prices.
                wallet -= ((fill.Buy ? 1 : -1) * quantity * price) + booked.Fee + (fill.FeeBps * 0.01m);
                inventory += (fill.Buy ? 1 : -1) * quantity;
                last = price;
            }

            var book = ledger.State.Equity;
            var open = ledger.State.Positions.Values.Sum(position => position.UnrealizedPnl(last));
            var byLedger = book.RealizedPnl + open - book.FeesPaid - book.FundingPaid;
            return Math.Abs(byLedger - (wallet + (inventory * last))) < 0.000_000_1m;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ClosedTrades_TogetherWithTheOpenPosition_HoldAllMoneyOfTheBook() =>
        Prop.ForAll(Fills, fills =>
        {
            var ledger = new LedgerBench();
            foreach (var fill in fills)
            {
                ledger.Fill(fill.Buy, fill.Lots * 0.001m, fill.Ticks * 0.1m, fill.FeeBps);
                ledger.Funding(0.03m);
            }

            var trades = ledger.Closed;
            var open = ledger.State.Positions.Values.SingleOrDefault();
            var book = ledger.State.Equity;
            // Funding booked while flat belongs to no trade, so only gains and fees must tie.
            return Near(trades.Sum(trade => trade.GrossPnl) + (open?.RealizedPnl ?? 0m), book.RealizedPnl)
                && Near(trades.Sum(trade => trade.Fees) + (open?.Fees ?? 0m), book.FeesPaid);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Replay_OfTheSameFacts_ReachesTheSameHash() =>
        Prop.ForAll(Fills, fills =>
        {
            var ledger = new LedgerBench();
            foreach (var fill in fills)
            {
                ledger.Fill(fill.Buy, fill.Lots * 0.001m, fill.Ticks * 0.1m, fill.FeeBps);
                ledger.Mark(1000m + fill.FeeBps, fill.Ticks * 0.000_001m);
            }

            return ledger.Replay().ComputeHash() == ledger.State.ComputeHash();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Image_ThroughItsBytes_KeepsTheHash() =>
        Prop.ForAll(Fills, fills =>
        {
            var ledger = new LedgerBench();
            foreach (var fill in fills)
            {
                ledger.Fill(fill.Buy, fill.Lots * 0.001m, fill.Ticks * 0.10m, fill.FeeBps);
                ledger.Funding(fill.FeeBps * 0.0100m);
            }

            return Support.FactBytes.RoundTrip(ledger.State).ComputeHash() == ledger.State.ComputeHash();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Image_TakenInTheMiddle_GoesOnToTheSameHash() =>
        Prop.ForAll(Fills, fills =>
        {
            var straight = new LedgerBench();
            var restored = new LedgerBench();
            for (var i = 0; i < fills.Length; i++)
            {
                if (i == fills.Length / 2)
                {
                    restored.Become(Support.FactBytes.RoundTrip(restored.State));
                }

                var fill = straight.Fill(fills[i].Buy, fills[i].Lots * 0.001m, fills[i].Ticks * 0.1m, fills[i].FeeBps);
                restored.Apply(fill);
            }

            return straight.State.ComputeHash() == restored.State.ComputeHash();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Watermark_OverAnyMarks_NeverFalls() =>
        Prop.ForAll(Gen.Choose(0, 2_000).ArrayOf().ToArbitrary(), marks =>
        {
            var ledger = new LedgerBench();
            var highest = 0m;
            foreach (var mark in marks)
            {
                ledger.Mark(mark, 0m);
                if (ledger.State.Equity.HighWatermark < highest || ledger.State.Equity.HighWatermark < mark)
                {
                    return false;
                }

                highest = ledger.State.Equity.HighWatermark;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static bool Near(decimal one, decimal other) => Math.Abs(one - other) < 0.000_000_1m;
}
