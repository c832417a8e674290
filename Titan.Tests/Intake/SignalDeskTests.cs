using Titan.Engine.Configuration;
using Titan.Engine.Intake;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Tests.Support;

namespace Titan.Tests.Intake;

/// <summary>The two-phase protocol over the whole core: what is sent, what is refused and under which name, and that no zombie ever trades.</summary>
public sealed class SignalDeskTests
{
    [Fact]
    public async Task Confirm_OfAPreparedSignal_FillsUnderItsOwnIdAndLeavesOneDecision()
    {
        var bench = EngineBench.Armed();
        var prepared = await bench.Tell(Prepare("s1")).Answered;
        Assert.Equal((SignalResult.Prepared, true, true), (prepared.Result, prepared.HasBook, prepared.Quantity > 0));
        Assert.Empty(bench.Facts<IntentJudged>());
        bench.Advance(0.2);
        var confirm = bench.Tell(Say("s1", SignalPhase.Confirm));
        Assert.False(confirm.Answered.IsCompleted, "answered before the venue filled");
        bench.Advance(1.0);

        var executed = await confirm.Answered;
        Assert.Equal((SignalResult.Executed, prepared.Quantity), (executed.Result, executed.Quantity));
        var judged = Assert.Single(bench.Facts<IntentJudged>());
        Assert.Equal((true, "webhook", "s1", "s1"), (judged.Approved, judged.Strategy, judged.Correlation.Value, judged.Inputs!.SignalId));
        Assert.Equal(("s1", "webhook", executed.OrderId), (bench.Facts<OrderCreated>().Single().Order.Correlation.Value, bench.Facts<OrderCreated>().Single().Order.Source, bench.Entries.Single().Order.ClientOrderId.Value));
        Assert.Equal((49_500m, 51_500m), (bench.State.Positions[EngineBench.Btc.Id].WantedStop, bench.State.Positions[EngineBench.Btc.Id].WantedTarget));
        Assert.Equal([SignalOutcome.Prepared, SignalOutcome.Confirmed], bench.Facts<SignalHeard>().Select(heard => heard.Outcome));
    }

    [Fact]
    public async Task Signal_WhileDisarmed_IsBlockedRecordedAndItsConfirmIsAZombie()
    {
        var bench = EngineBench.Reconciled();
        Assert.Equal(SignalResult.Blocked, (await bench.Tell(Prepare("s1")).Answered).Result);
        var judged = Assert.Single(bench.Facts<IntentJudged>());
        Assert.Equal((false, "MasterArm", "s1"), (judged.Approved, judged.Gate, judged.Correlation.Value));
        bench.Arm();
        await Zombie(bench, Say("s1", SignalPhase.Confirm), ZombieKind.ConfirmAfterRefusal);
    }

    [Fact]
    public async Task Confirm_AfterTheArmFell_IsBlockedAndNothingIsSent()
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        bench.Command(new DisarmCommand(EngineBench.Operator, "stop", bench.Correlation("disarm")));
        Assert.Equal(SignalResult.Blocked, (await bench.Tell(Say("s1", SignalPhase.Confirm)).Answered).Result);
        Assert.Empty(bench.Entries);
    }

    [Fact]
    public async Task Confirm_AfterItsSymbolLeftTheWhitelist_IsRejectedAndNothingIsSent()
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        bench.Command(new ChangeWhitelistCommand(EngineBench.Operator, "too thin", bench.Correlation("whitelist"), "BTCUSDT", Add: false));
        Assert.Equal(SignalResult.Rejected, (await bench.Tell(Say("s1", SignalPhase.Confirm)).Answered).Result);
        Assert.Equal("Whitelist", bench.Facts<IntentJudged>().Last().Gate);
        Assert.Empty(bench.Entries);
    }

    [Fact]
    public async Task Confirm_OutOfNothing_IsAZombie() => await Zombie(EngineBench.Armed(), Say("s1", SignalPhase.Confirm), ZombieKind.ConfirmWithoutPrepare);

    [Fact]
    public async Task Confirm_AfterAbort_IsAZombie()
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        Assert.Equal(SignalResult.Aborted, (await bench.Tell(Say("s1", SignalPhase.Abort)).Answered).Result);
        await Zombie(bench, Say("s1", SignalPhase.Confirm), ZombieKind.ConfirmAfterAbort);
    }

    [Theory]
    [InlineData(10.0, false)]
    [InlineData(10.001, true)]
    [InlineData(60.0, true)]
    public async Task Confirm_LongAfterItsPrepare_IsLate(double seconds, bool late)
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        bench.Advance(seconds);
        if (late)
        {
            await Zombie(bench, Say("s1", SignalPhase.Confirm), ZombieKind.ConfirmLate);
            return;
        }

        bench.Tell(Say("s1", SignalPhase.Confirm));
        Assert.Single(bench.Entries);
    }

    [Fact]
    public async Task Prepare_ThatNobodyConfirms_IsGivenUpAndSaid()
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        bench.Advance(20);
        Assert.Equal("s1", Assert.Single(bench.Facts<SignalLapsed>()).Signal.Value);
        Assert.Empty(bench.State.Signals.Waiting);
    }

    [Fact]
    public async Task Confirm_AfterARestart_IsAZombieAndARepeatIsStillKnown()
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        bench.Restart();
        bench.Arm();
        var repeat = await bench.Tell(Prepare("s1")).Answered;
        Assert.Equal((SignalResult.Duplicate, SignalOutcome.Prepared, true), (repeat.Result, repeat.First!.Outcome, repeat.SameMessage));
        await Zombie(bench, Say("s1", SignalPhase.Confirm), ZombieKind.ConfirmAfterRestart);
    }

    [Fact]
    public async Task Repeat_OfEveryMessage_TellsTheFirstOutcomeAndDoesNothingAgain()
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        bench.Tell(Say("s1", SignalPhase.Confirm));
        bench.Advance(1.0);
        var before = (bench.Facts<SignalHeard>().Count(), bench.Entries.Count());
        foreach (var (signal, first) in new[] { (Prepare("s1"), SignalOutcome.Prepared), (Say("s1", SignalPhase.Confirm), SignalOutcome.Confirmed) })
        {
            var answer = await bench.Tell(signal).Answered;
            Assert.Equal((SignalResult.Duplicate, first, true), (answer.Result, answer.First!.Outcome, answer.SameMessage));
            Assert.False((await bench.Tell(signal with { Digest = "another" }).Answered).SameMessage);
        }

        Assert.Equal(before, (bench.Facts<SignalHeard>().Count(), bench.Entries.Count()));
    }

    [Fact]
    public async Task Prepare_AfterItsAbort_IsRefused()
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Say("s1", SignalPhase.Abort)).Answered;
        var answer = await bench.Tell(Prepare("s1")).Answered;
        Assert.Equal((SignalResult.Rejected, "SIGNAL_ABORTED"), (answer.Result, answer.Reason));
    }

    [Fact]
    public async Task Abort_AfterConfirm_TakesTheUnfilledEntryBack()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        await bench.Tell(Prepare("s1")).Answered;
        var confirm = bench.Tell(Say("s1", SignalPhase.Confirm));
        bench.Advance(0.2);
        await bench.Tell(Say("s1", SignalPhase.Abort)).Answered;
        bench.Advance(0.5);
        var answer = await confirm.Answered;
        Assert.Equal((SignalResult.NotFilled, "EXECUTION_FAILED"), (answer.Result, answer.Reason));
        Assert.Contains("Cancelled", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XRPUSDT", 95, "ASSET_DISABLED")]
    [InlineData("BTCUSDT", 10, "NO_EDGE")]
    public async Task Prepare_ThatMakesNoSense_IsRefusedByName(string symbol, int confidence, string reason)
    {
        var bench = EngineBench.Armed();
        var signal = Prepare("s1");
        var answer = await bench.Tell(signal with { Symbol = symbol, Terms = signal.Terms! with { Confidence = confidence } }).Answered;
        Assert.Equal((SignalResult.Rejected, reason), (answer.Result, answer.Reason));
        Assert.Equal((SignalOutcome.Refused, reason), (bench.Facts<SignalHeard>().Single().Outcome, bench.Facts<SignalHeard>().Single().Reason));
    }

    [Fact]
    public async Task Price_OutsideTheZone_IsRefusedAtPrepareAndAtConfirm()
    {
        var bench = EngineBench.Armed();
        var far = Prepare("s1");
        Assert.Equal("PRICE_OUT_OF_ZONE", (await bench.Tell(far with { Terms = far.Terms! with { Zone = new PriceZone(49_000m, 49_500m) } }).Answered).Reason);
        await bench.Tell(Prepare("s2")).Answered;
        bench.Quote(EngineBench.Btc, 50_200m, 50_200.1m);
        Assert.Equal("PRICE_OUT_OF_ZONE", (await bench.Tell(Say("s2", SignalPhase.Confirm)).Answered).Reason);
        Assert.Empty(bench.Entries);
    }

    [Theory]
    [InlineData(50_300, true)]
    [InlineData(50_301, false)]
    public async Task Zone_QuotedAnewAtConfirm_MayFollowHalfAPercentAndNoMore(int max, bool follows)
    {
        var bench = EngineBench.Armed();
        await bench.Tell(Prepare("s1")).Answered;
        bench.Quote(EngineBench.Btc, 50_200m, 50_200.1m);
        var post = bench.Tell(Say("s1", SignalPhase.Confirm) with { Zone = new PriceZone(50_000m, max) });
        Assert.Equal(follows ? 1 : 0, bench.Entries.Count());
        if (!follows)
        {
            Assert.Equal("PRICE_OUT_OF_ZONE", (await post.Answered).Reason);
        }
    }

    [Theory]
    [InlineData(0.0, EntryOrder.TouchLimit, 50_000.1)]
    [InlineData(0.003, EntryOrder.AggressiveLimit, 50_050)]
    [InlineData(0.006, EntryOrder.AggressiveLimit, 50_050)]
    [InlineData(0.006, EntryOrder.Market, 50_050, 2.5)]
    public async Task Limit_ByVelocityAndBook_NeverLeavesTheZone(double velocity, EntryOrder order, double limit, double bidsOverAsks = 1.0)
    {
        var bench = EngineBench.Armed();
        bench.BidsOverAsks = (decimal)bidsOverAsks;
        bench.Advance(0.5);
        var signal = Prepare("s1");
        Assert.Equal(order, (await bench.Tell(signal with { Terms = signal.Terms! with { Velocity = (decimal)velocity } }).Answered).Order);
        bench.Tell(Say("s1", SignalPhase.Confirm));
        Assert.Equal((decimal)limit, bench.Entries.Single().Order.Price);
    }

    [Fact]
    public async Task MarketOrder_ThatTheBookDoesNotCarry_IsSentAsALimitAndItsDecisionSaysWhy()
    {
        var bench = EngineBench.Armed();
        var signal = Prepare("s1");
        await bench.Tell(signal with { Terms = signal.Terms! with { Velocity = 0.006m } }).Answered;
        bench.Tell(Say("s1", SignalPhase.Confirm));
        var inputs = bench.Facts<IntentJudged>().Single().Inputs!;
        Assert.Equal((EntryOrder.AggressiveLimit, "MARKET became LIMIT: bids over asks 1, at market only above 2.0"), (inputs.Order, inputs.OrderWhy));
        Assert.Equal((96m, 1.5m), (inputs.Momentum, inputs.Allowance));
        Assert.EndsWith(inputs.OrderWhy!, bench.Facts<IntentJudged>().Single().Why, StringComparison.Ordinal);
        Assert.Equal(TimeInForce.GoodTillCancel, bench.Entries.Single().Order.TimeInForce);
    }

    [Fact]
    public async Task MarketOrder_ThatTheBookCarries_TakesWhatIsThereAndNoMore()
    {
        var bench = EngineBench.Armed();
        bench.BidsOverAsks = 2.5m;
        bench.Advance(0.5);
        var signal = Prepare("s1");
        await bench.Tell(signal with { Terms = signal.Terms! with { Velocity = 0.006m, Momentum = 50m } }).Answered;
        bench.Tell(Say("s1", SignalPhase.Confirm));
        var inputs = bench.Facts<IntentJudged>().Single().Inputs!;
        Assert.Equal((EntryOrder.Market, (string?)null, 50m, 1m), (inputs.Order, inputs.OrderWhy, inputs.Momentum, inputs.Allowance));
        Assert.Equal(TimeInForce.ImmediateOrCancel, bench.Entries.Single().Order.TimeInForce);
    }

    [Fact]
    public async Task Close_OfAPosition_ClosesItAndOfNothingIsAZombie()
    {
        var bench = EngineBench.Armed();
        await Zombie(bench, Say("c0", SignalPhase.CloseLong), ZombieKind.CloseWithoutPosition);
        bench.Open(Side.Buy);
        await Zombie(bench, Say("c1", SignalPhase.CloseShort), ZombieKind.CloseWithoutPosition);
        Assert.Equal(SignalResult.Closing, (await bench.Tell(Say("c2", SignalPhase.CloseLong)).Answered).Result);
        bench.Advance(1.0);
        Assert.Empty(bench.State.Positions);
    }

    [Fact]
    public void Intent_OfAStrategyWithAJudgedId_IsDeniedAsDuplicate()
    {
        var bench = new Risk.GateBench();
        bench.Intent = bench.Intent with { SignalId = "s1" };
        Assert.True(bench.Judge().Passed);
        bench.Apply(Judged("s1"));
        Assert.Equal((DenialReason.Duplicate, "DUPLICATE"), (bench.Judge().Reason, DenialCodes.Of(bench.Judge().Reason)));
    }

    [Fact]
    public void Ids_BeyondTheMemory_ForgetTheOldestAndSurviveTheImage()
    {
        var state = new EngineState();
        for (var id = 1; id <= SignalBook.IdsKept + 1; id++)
        {
            state.Apply(new JournalEntry(id, EngineBench.Start, Judged($"s{id}")));
        }

        var restored = FactBytes.RoundTrip(state);
        Assert.Equal(state.ComputeHash(), restored.ComputeHash());
        Assert.Equal((false, true, true), (restored.Signals.WasJudged("s1"), restored.Signals.WasJudged("s2"), restored.Signals.WasJudged($"s{SignalBook.IdsKept + 1}")));
    }

    internal static Signal Prepare(string id) => new()
    {
        Id = id,
        Phase = SignalPhase.Prepare,
        Source = "titan_dashboard",
        Digest = "first",
        FromOutside = true,
        Symbol = "BTCUSDT",
        Terms = new SignalTerms(Side.Buy, new PriceZone(49_950m, 50_050m), 49_500m, 51_500m, 95, 10m, 0m, "LIQUIDATION"),
    };

    private static Signal Say(string id, SignalPhase phase) => new() { Id = id, Phase = phase, Source = "titan_dashboard", Digest = "first", FromOutside = true, Symbol = "BTCUSDT" };

    private static IntentJudged Judged(string id) => new(
        new CorrelationId(id), "scripted", new InstrumentId("BTCUSDT"), Side.Buy, 1m, 1m, null, null, "", true, null, null, "", 1m, new DecisionInputs { SignalId = id });

    private static async Task Zombie(EngineBench bench, Signal signal, ZombieKind kind)
    {
        var (orders, intents) = (bench.Facts<OrderCreated>().Count(), bench.Facts<IntentJudged>().Count());
        var answer = await bench.Tell(signal).Answered;
        Assert.Equal((SignalResult.Zombie, (ZombieKind?)kind), (answer.Result, answer.Zombie));
        Assert.Equal(kind, bench.Facts<SignalHeard>().Last().Zombie);
        bench.Advance(1.0);
        Assert.Equal((orders, intents), (bench.Facts<OrderCreated>().Count(), bench.Facts<IntentJudged>().Count()));
    }
}
