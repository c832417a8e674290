using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Kernel;

/// <summary>
/// Any history at all: operators, strategies, faults and restarts in any order. The laws of <see cref="BenchLaws"/> hold after every
/// step (above all: nothing opens while not ARMED, no order twice), and once the faults end, our book is the venue's.
/// </summary>
public sealed class AnyHistoryTests
{
    private static readonly (string Name, Action<EngineBench> Do)[] Acts =
    [
        ("buy btc", bench => bench.Enter(Side.Buy)),
        ("sell btc", bench => bench.Enter(Side.Sell)),
        ("buy eth", bench => bench.Enter(Side.Buy, EngineBench.Eth)),
        ("prepare", bench => Signal(bench, SignalPhase.Prepare)),
        ("prepare the last again", bench => Signal(bench, SignalPhase.Prepare, anew: false)),
        ("confirm", bench => Signal(bench, SignalPhase.Confirm, anew: false)),
        ("confirm out of nothing", bench => Signal(bench, SignalPhase.Confirm)),
        ("abort", bench => Signal(bench, SignalPhase.Abort, anew: false)),
        ("close by signal", bench => Signal(bench, SignalPhase.CloseLong)),
        ("arm", bench => bench.Command(new ArmCommand(EngineBench.Operator, null, bench.Correlation("arm")))),
        ("arm again", bench => bench.Command(new ArmCommand(EngineBench.Operator, null, bench.Correlation("arm")))),
        ("disarm", bench => bench.Command(new DisarmCommand(EngineBench.Operator, null, bench.Correlation("disarm")))),
        ("pause", bench => bench.Command(new PauseCommand(EngineBench.Operator, "x", bench.Correlation("pause"), Paused: true))),
        ("resume", bench => bench.Command(new PauseCommand(EngineBench.Operator, "x", bench.Correlation("resume"), Paused: false))),
        ("flatten", bench => bench.Command(new FlattenCommand(EngineBench.Operator, "x", bench.Correlation("flatten")))),
        ("cancel all", bench => bench.Command(new CancelAllCommand(EngineBench.Operator, null, bench.Correlation("cancel"), IncludeProtective: true))),
        ("kill", bench => bench.Command(new KillCommand(EngineBench.Operator, "x", bench.Correlation("kill")))),
        ("release", bench => bench.Command(new ReleaseCommand(EngineBench.Operator, "found the cause", bench.Correlation("release")))),
        ("emergency", bench => bench.Command(new EmergencyCommand(EngineBench.Operator, "x", bench.Correlation("emergency"), Clear: false))),
        ("clear", bench => bench.Command(new EmergencyCommand(EngineBench.Operator, "it is over", bench.Correlation("clear"), Clear: true))),
        ("close btc", bench => bench.Command(new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT"))),
        ("reduce btc", bench => bench.Command(new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT", 0.001m))),
        ("tighten", bench => Modify(bench, 0.998m)),
        ("loosen", bench => Modify(bench, 0.97m)),
        ("no stop", bench => bench.Command(new ModifyProtectionCommand(EngineBench.Operator, "as asked", bench.Correlation("modify"), "BTCUSDT", 0m, 0m))),
        ("compare", bench => bench.Command(new CompareCommand(EngineBench.Operator, bench.Correlation("compare")))),
        ("liquidated", LiquidateAny),
        ("reset", bench => bench.Command(new ResetBreakerCommand(EngineBench.Operator, "looks safe", bench.Correlation("reset")))),
        ("reconcile", bench => bench.Command(new ReconcileCommand(EngineBench.Operator, null, bench.Correlation("reconcile")))),
        ("stood still", bench => bench.Step(new StoodStill(TimeSpan.FromSeconds(9)))),
        ("private down", bench => Stream(bench, StreamKind.Private, false)),
        ("private up", bench => Stream(bench, StreamKind.Private, true)),
        ("public down", bench => Stream(bench, StreamKind.Public, false)),
        ("public up", bench => Stream(bench, StreamKind.Public, true)),
        ("lose an ack", bench => bench.Venue.Faults.Sends.Enqueue(SendFate.LoseAck)),
        ("lose an order", bench => bench.Venue.Faults.Sends.Enqueue(SendFate.LoseOrder)),
        ("late order", bench => bench.Venue.Faults.Sends.Enqueue(SendFate.ArriveLate)),
        ("reject", bench => bench.Venue.Faults.Sends.Enqueue(SendFate.Reject)),
        ("lose a cancel", bench => bench.Venue.Faults.Cancels.Enqueue(CancelFate.Lose)),
        ("fill before cancel", bench => bench.Venue.Faults.Cancels.Enqueue(CancelFate.FillFirst)),
        ("part fills", bench => bench.Venue.Faults.FillShare = 0.4m),
        ("no fills", bench => bench.Venue.Faults.FillShare = 0m),
        ("full fills", bench => bench.Venue.Faults.FillShare = 1m),
        ("late fills", bench => bench.Venue.Faults.FillDelay = TimeSpan.FromSeconds(1.5)),
        ("twice told", bench => bench.Venue.Faults.Duplicate = true),
        ("shuffled", bench => bench.Venue.Faults.Shuffle = new Random(3)),
        ("unreachable", bench => bench.Venue.Faults.Unreachable = true),
        ("reachable", bench => bench.Venue.Faults.Unreachable = false),
        ("forget stops", bench => bench.Venue.Faults.ForgetStops = true),
        ("others trade", bench => bench.Venue.TradeByOthers(EngineBench.Eth, Side.Sell, 0.05m)),
        ("a stop triggers", TriggerAny),
        ("the wallet bleeds", bench => bench.Venue.Wallet -= 80m),
        ("disk full", bench => bench.JournalFails()),
        ("disk works", bench => bench.JournalWorks()),
        ("restart", bench => bench.Restart()),
        ("a moment", bench => bench.Advance(0.1)),
        ("a second", bench => bench.Advance(1)),
        ("some seconds", bench => bench.Advance(4)),
        ("half a minute", bench => bench.Advance(30)),
    ];

    [Fact]
    public void History_OfAnyKind_KeepsTheLawsAndEndsWithTheVenuesBook() =>
        Prop.ForAll(Histories(), history =>
        {
            var bench = EngineBench.Armed();
            foreach (var act in history)
            {
                Acts.Single(one => one.Name == act).Do(bench);
            }

            Calm(bench);
            foreach (var instrument in BenchInstruments.All)
            {
                var ours = bench.State.Positions.GetValueOrDefault(instrument.Id)?.SignedQuantity ?? 0m;
                var theirs = bench.Venue.Holding(instrument.Id.Value)?.SignedQuantity ?? 0m;
                Assert.True(ours == theirs, $"{instrument.Id}: ours {ours}, venue {theirs}");
            }

            Assert.DoesNotContain(bench.State.Orders.Values, order => order.IsWorking);
            Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
            Assert.Null(bench.State.Flatten);
            Assert.All(bench.State.Positions.Values, position => Assert.True(position.WantedStop is null || position.IsCovered));
            Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
            CheckThatReconcilingAgainChangesNothing(bench);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));

    // Spec titan-trading 13: reconciling is idempotent; what agrees already is neither adopted, closed nor traded again.
    private static void CheckThatReconcilingAgainChangesNothing(EngineBench bench)
    {
        var (positions, sent, facts) = (Holdings(bench), bench.Sent<SendOrder>().Count(), bench.Facts<PositionCorrected>().Count());
        bench.Command(new ReconcileCommand(EngineBench.Operator, null, bench.Correlation("reconcile")));
        bench.Advance(5);
        Assert.Equal(positions, Holdings(bench));
        Assert.Equal(sent, bench.Sent<SendOrder>().Count());
        Assert.Equal(facts, bench.Facts<PositionCorrected>().Count());
    }

    private static string Holdings(EngineBench bench) => string.Join(' ', bench.State.Positions.Values
        .OrderBy(position => position.Instrument.Value, StringComparer.Ordinal)
        .Select(position => FormattableString.Invariant($"{position.Instrument.Value} {position.SignedQuantity} at {position.EntryPrice}")));

    private static Arbitrary<string[]> Histories() =>
        Arb.From(Gen.Elements(Acts.Select(act => act.Name).ToArray()).ArrayOf(), Shorter);

    // A failing history is told without what it does not need.
    private static IEnumerable<string[]> Shorter(string[] history) =>
        Enumerable.Range(0, history.Length).Select(without => history.Where((_, index) => index != without).ToArray());

    private static void Calm(EngineBench bench)
    {
        var faults = bench.Venue.Faults;
        faults.Sends.Clear();
        faults.Cancels.Clear();
        (faults.FillShare, faults.FillDelay, faults.Duplicate, faults.Shuffle) = (1m, TimeSpan.Zero, false, null);
        (faults.Unreachable, faults.ForgetStops) = (false, false);
        Stream(bench, StreamKind.Private, true);
        Stream(bench, StreamKind.Public, true);
        bench.JournalWorks();
        bench.Advance(90);
    }

    // Entries of both sides, at market and not, under ids of their own; without a new one the last id is used again, whatever became of it.
    private static void Signal(EngineBench bench, SignalPhase phase, bool anew = true)
    {
        var number = bench.Facts<SignalHeard>().Count() + bench.Facts<IntentJudged>().Count();
        var id = anew ? FormattableString.Invariant($"history-{bench.Journal.Count}") : bench.Facts<SignalHeard>().LastOrDefault()?.Signal.Value ?? "history-0";
        var (bid, ask) = bench.Venue.PriceOf(EngineBench.Btc);
        var buys = number % 2 == 0;
        var price = buys ? ask : bid;
        var terms = new SignalTerms(
            buys ? Side.Buy : Side.Sell, new PriceZone(price * 0.995m, price * 1.005m), price * (buys ? 0.99m : 1.01m), price * (buys ? 1.03m : 0.97m), 95, 10m, number % 3 == 0 ? 0.006m : 0m, "LIQUIDATION");
        bench.Tell(new Signal { Id = id, Phase = phase, Source = "titan_dashboard", Digest = "d", FromOutside = true, Symbol = "BTCUSDT", Terms = phase == SignalPhase.Prepare ? terms : null });
    }

    private static void Stream(EngineBench bench, StreamKind stream, bool up)
    {
        bench.Venue.Faults.Deaf = stream == StreamKind.Private ? !up : bench.Venue.Faults.Deaf;
        bench.Step(new StreamMoved(new StreamChange(stream, up, "", bench.Now)));
    }

    private static void Modify(EngineBench bench, decimal distance)
    {
        var mid = bench.Venue.PriceOf(EngineBench.Btc).Bid;
        var stop = bench.State.Positions.GetValueOrDefault(EngineBench.Btc.Id) is { IsLong: false } ? mid / distance : mid * distance;
        bench.Command(new ModifyProtectionCommand(EngineBench.Operator, "as asked", bench.Correlation("modify"), "BTCUSDT", EngineBench.Btc.FloorPrice(stop), null));
    }

    private static void LiquidateAny(EngineBench bench)
    {
        if (bench.Venue.Holding("ETHUSDT") is not null)
        {
            bench.Venue.Liquidate(EngineBench.Eth, bench.Venue.PriceOf(EngineBench.Eth).Bid);
        }
    }

    private static void TriggerAny(EngineBench bench)
    {
        if (bench.Venue.Holding("BTCUSDT") is { StopLoss: { } stop })
        {
            bench.Venue.TriggerStop(EngineBench.Btc, stop);
        }
    }
}
