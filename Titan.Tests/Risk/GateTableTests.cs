using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Engine.Risk.Gates;
using Titan.Tests.Support;

namespace Titan.Tests.Risk;

/// <summary>Every gate: what it allows, what it denies, and what it says exactly on its limit.</summary>
public sealed class GateTableTests
{
    private static readonly (string Row, RiskGate Gate, Action<GateBench> Given, DenialReason Answer)[] Table =
    [
        ("Lock: armed", new LockGate(), _ => { }, DenialReason.None),
        ("Lock: disarmed is not its matter", new LockGate(), bench => Arm(bench, ArmState.Disarmed, LockCause.None), DenialReason.None),
        ("Lock: locked by a kill", new LockGate(), bench => Arm(bench, ArmState.Locked, LockCause.Kill), DenialReason.KillLock),
        ("Lock: locked by the breaker", new LockGate(), bench => Arm(bench, ArmState.Locked, LockCause.Breaker), DenialReason.CircuitBreaker),
        ("Breaker: closed", new BreakerGate(), _ => { }, DenialReason.None),
        ("Breaker: tripped", new BreakerGate(), Trip, DenialReason.CircuitBreaker),
        ("Breaker: reset", new BreakerGate(), bench => { Trip(bench); bench.Apply(new BreakerReset("ada", "checked", 1000m)); }, DenialReason.None),
        ("Arm: armed", new MasterArmGate(), _ => { }, DenialReason.None),
        ("Arm: disarmed", new MasterArmGate(), bench => Arm(bench, ArmState.Disarmed, LockCause.None), DenialReason.MasterArmOff),
        ("Pause: none", new PauseGate(), _ => { }, DenialReason.None),
        ("Pause: by an operator", new PauseGate(), bench => bench.Apply(new PauseChanged(true, "operator", "ada", "")), DenialReason.Paused),
        ("Pause: by a lost feed", new PauseGate(), bench => bench.Apply(new PauseChanged(true, "feed", "system", "")), DenialReason.Paused),
        ("Flatten: none", new FlattenGate(), _ => { }, DenialReason.None),
        ("Flatten: running", new FlattenGate(), bench => bench.Apply(new FlattenStarted(new CorrelationId("f"), "ada", "", "", "", CloseReason.Flatten, null, [])), DenialReason.Flattening),
        ("Journal: writable", new JournalGate(), _ => { }, DenialReason.None),
        ("Journal: not writable", new JournalGate(), bench => bench.Surroundings.JournalWritable = false, DenialReason.JournalUnwritable),
        ("Loop: runs", new LoopGate(), _ => { }, DenialReason.None),
        ("Loop: stood still", new LoopGate(), bench => bench.Surroundings.StalledAt = GateBench.Now, DenialReason.LoopStalled),
        ("Connection: up", new ConnectionGate(), _ => { }, DenialReason.None),
        ("Connection: market stream down", new ConnectionGate(), bench => bench.Surroundings.PublicDownSince = GateBench.Now, DenialReason.Disconnected),
        ("Connection: private stream down for less than its grace", new ConnectionGate(), bench => bench.Surroundings.PrivateDownSince = GateBench.Now.AddSeconds(-2.9), DenialReason.None),
        ("Connection: private stream down for exactly 3 s", new ConnectionGate(), bench => bench.Surroundings.PrivateDownSince = GateBench.Now.AddSeconds(-3), DenialReason.Disconnected),
        ("Connection: REST silent", new ConnectionGate(), bench => bench.Venue(status => status with { RestHealthy = false }), DenialReason.Disconnected),
        ("Connection: refused by the venue", new ConnectionGate(), bench => bench.Venue(status => status with { FatalReason = "banned" }), DenialReason.Disconnected),
        ("Connection: venue never seen", new ConnectionGate(), bench => bench.Surroundings.Venue = null, DenialReason.Disconnected),
        ("Spot feed: not installed", new SpotFeedGate(), Follower, DenialReason.None),
        ("Spot feed: live", new SpotFeedGate(), bench => { Follower(bench); Spot(bench, live: true); }, DenialReason.None),
        ("Spot feed: lost, and the strategy follows it", new SpotFeedGate(), bench => { Follower(bench); Spot(bench, live: false); }, DenialReason.Disconnected),
        ("Spot feed: lost, and the strategy does not follow it", new SpotFeedGate(), bench => Spot(bench, live: false), DenialReason.None),
        ("Clock: off by 999 ms", new ClockGate(), bench => bench.Venue(status => status with { ClockOffsetMs = -999 }), DenialReason.None),
        ("Clock: off by exactly 1 s", new ClockGate(), bench => bench.Venue(status => status with { ClockOffsetMs = 1000 }), DenialReason.Clock),
        ("Clock: unknown", new ClockGate(), bench => bench.Venue(status => status with { ClockKnown = false }), DenialReason.Clock),
        ("Reconcile: exactly 120 s old", new ReconcileGate(), bench => ReconciledAgo(bench, 120, true), DenialReason.None),
        ("Reconcile: 121 s old", new ReconcileGate(), bench => ReconciledAgo(bench, 121, true), DenialReason.NotReconciled),
        ("Reconcile: out of sync", new ReconcileGate(), bench => ReconciledAgo(bench, 0, false), DenialReason.NotReconciled),
        ("Reconcile: of the last process", new ReconcileGate(), bench => bench.Apply(new SessionStarted("1", "Paper", "bench", "memory")), DenialReason.NotReconciled),
        ("Equity: exactly 15 s old", new EquityGate(), bench => bench.Apply(new EquityMarked(1000m, 0m, 1000m), TimeSpan.FromSeconds(15)), DenialReason.None),
        ("Equity: a moment older", new EquityGate(), bench => bench.Apply(new EquityMarked(1000m, 0m, 1000m), TimeSpan.FromMilliseconds(15_001)), DenialReason.EquityUnknown),
        ("Equity: nothing left", new EquityGate(), bench => bench.Apply(new EquityMarked(0m, 0m, 0m)), DenialReason.EquityUnknown),
        ("Expiry: this very moment", new ExpiryGate(), _ => { }, DenialReason.None),
        ("Expiry: a millisecond ago", new ExpiryGate(), bench => bench.Intent = bench.Intent with { ExpiresAt = GateBench.Now.AddMilliseconds(-1) }, DenialReason.Expired),
        ("Signal: an id that nobody judged", new DuplicateSignalGate(), bench => { bench.Intent = bench.Intent with { SignalId = "s2" }; bench.Apply(Judged("s1")); }, DenialReason.None),
        ("Signal: an id that was judged", new DuplicateSignalGate(), bench => { bench.Intent = bench.Intent with { SignalId = "s1" }; bench.Apply(Judged("s1")); }, DenialReason.Duplicate),
        ("Whitelist: listed", new WhitelistGate(), _ => { }, DenialReason.None),
        ("Whitelist: not listed", new WhitelistGate(), bench => bench.Config = bench.Config with { Whitelist = new() { Symbols = ["ETHUSDT"] } }, DenialReason.AssetDisabled),
        ("Cascade: none", new CascadeGate(), _ => { }, DenialReason.None),
        ("Cascade: a moment before the rest ends", new CascadeGate(), bench => bench.Apply(new CascadeSeen(new InstrumentId("SOLUSDT"), -0.06m, 0.04m, 1m, GateBench.Now.AddMilliseconds(1))), DenialReason.Regime),
        ("Cascade: the rest ends now", new CascadeGate(), bench => bench.Apply(new CascadeSeen(new InstrumentId("SOLUSDT"), -0.06m, 0.04m, 1m, GateBench.Now)), DenialReason.None),
        ("Cascade: of its own instrument, for a trap that buys wipe-outs", new CascadeGate(), bench =>
        {
            bench.Apply(new CascadeSeen(new InstrumentId("BTCUSDT"), -0.06m, 0.04m, 1m, GateBench.Now.AddMinutes(1)));
            bench.Intent = bench.Intent with { TrapType = "OI_WIPEOUT" };
        }, DenialReason.None),
        ("Cascade: of another instrument, for the same trap", new CascadeGate(), bench =>
        {
            bench.Apply(new CascadeSeen(new InstrumentId("SOLUSDT"), -0.06m, 0.04m, 1m, GateBench.Now.AddMinutes(1)));
            bench.Intent = bench.Intent with { TrapType = "OI_WIPEOUT" };
        }, DenialReason.Regime),
        ("Unknown order: none", new UnknownOrderGate(), bench => bench.Work("BTCUSDT", OrderStatus.Accepted), DenialReason.None),
        ("Unknown order: on another instrument", new UnknownOrderGate(), bench => bench.Work("ETHUSDT", OrderStatus.Unknown), DenialReason.None),
        ("Unknown order: on this one", new UnknownOrderGate(), bench => bench.Work("BTCUSDT", OrderStatus.Unknown), DenialReason.Stale),
        ("Book: exactly 1 s old", new BookAgeGate(), bench => bench.Quote(49_999.9m, 50_000.1m, TimeSpan.FromSeconds(1)), DenialReason.None),
        ("Book: a millisecond older", new BookAgeGate(), bench => bench.Quote(49_999.9m, 50_000.1m, TimeSpan.FromMilliseconds(1001)), DenialReason.Stale),
        ("Book: lost", new BookAgeGate(), bench => bench.Surroundings.Of(BenchInstruments.Btc).LoseBook(), DenialReason.Stale),
        ("Spread: exactly 0.1 %", new SpreadGate(), bench => bench.Quote(49_975m, 50_025m), DenialReason.None),
        ("Spread: a tick wider", new SpreadGate(), bench => bench.Quote(49_975m, 50_025.1m), DenialReason.Spread),
        ("Spread: a tick within 0.125 % at a momentum above 80", new SpreadGate(), bench => { Running(bench, 80.1m); bench.Quote(49_968.8m, 50_031.2m); }, DenialReason.None),
        ("Spread: the same at exactly 80", new SpreadGate(), bench => { Running(bench, 80m); bench.Quote(49_968.8m, 50_031.2m); }, DenialReason.Spread),
        ("Spread: a tick within 0.15 % at a momentum above 90", new SpreadGate(), bench => { Running(bench, 90.1m); bench.Quote(49_962.6m, 50_037.4m); }, DenialReason.None),
        ("Spread: the same at exactly 90", new SpreadGate(), bench => { Running(bench, 90m); bench.Quote(49_962.6m, 50_037.4m); }, DenialReason.Spread),
        ("Spread: locked book", new SpreadGate(), bench => bench.Quote(50_000m, 50_000m), DenialReason.Spread),
        ("Spread: crossed book", new SpreadGate(), bench => bench.Quote(50_000.1m, 50_000m), DenialReason.Spread),
        ("Depth: exactly 10,000 USD", new DepthGate(), bench => bench.Ladder(50_000m, 50_000m, 0.1m, 0.1m), DenialReason.None),
        ("Depth: a lot less", new DepthGate(), bench => bench.Ladder(50_000m, 50_000m, 0.1m, 0.099m), DenialReason.Depth),
        ("Depth: never told", new DepthGate(), bench => bench.Surroundings.Of(BenchInstruments.Btc).Ladder.Clear(), DenialReason.Depth),
        ("Imbalance: a buy against exactly twice as much", new ImbalanceGate(), bench => bench.Ladder(50_000m, 50_000.1m, 100m, 200m), DenialReason.None),
        ("Imbalance: a buy against a lot more", new ImbalanceGate(), bench => bench.Ladder(50_000m, 50_000.1m, 100m, 200.1m), DenialReason.Imbalance),
        ("Imbalance: a sale against exactly twice as much", new ImbalanceGate(), bench => { Sells(bench); bench.Ladder(50_000m, 50_000.1m, 200m, 100m); }, DenialReason.None),
        ("Imbalance: a sale against a lot more", new ImbalanceGate(), bench => { Sells(bench); bench.Ladder(50_000m, 50_000.1m, 200.1m, 100m); }, DenialReason.Imbalance),
        ("Slippage: at market, as much as the book holds", new SlippageGate(), bench => { AtMarket(bench); bench.Ladder(49_999.9m, 50_000m, 100m, 0.01m); }, DenialReason.None),
        ("Slippage: at market, a lot more than the book holds", new SlippageGate(), bench => { AtMarket(bench); bench.Ladder(49_999.9m, 50_000m, 100m, 0.009m); }, DenialReason.Slippage),
        ("Slippage: at market, the mean price exactly 0.2 % away", new SlippageGate(), bench => { AtMarket(bench); Asks(bench, (50_000m, 0.005m), (50_200m, 0.005m)); }, DenialReason.None),
        ("Slippage: at market, a tick more", new SlippageGate(), bench => { AtMarket(bench); Asks(bench, (50_000m, 0.005m), (50_200.2m, 0.005m)); }, DenialReason.Slippage),
        ("Slippage: the same in strong momentum", new SlippageGate(), bench => { AtMarket(bench); Running(bench, 80.1m); Asks(bench, (50_000m, 0.005m), (50_250m, 0.005m)); }, DenialReason.None),
        ("Slippage: beyond what strong momentum allows", new SlippageGate(), bench => { AtMarket(bench); Running(bench, 90m); Asks(bench, (50_000m, 0.005m), (50_250.2m, 0.005m)); }, DenialReason.Slippage),
        ("Slippage: a limit waits at its price", new SlippageGate(), bench => bench.Ladder(49_999.9m, 50_000.1m, 100m, 0.001m), DenialReason.None),
        ("Duplicate: another instrument", new DuplicateSymbolGate(), bench => bench.Hold("ETHUSDT"), DenialReason.None),
        ("Duplicate: position", new DuplicateSymbolGate(), bench => bench.Hold("BTCUSDT"), DenialReason.DuplicateSymbol),
        ("Duplicate: working entry", new DuplicateSymbolGate(), bench => bench.Work("BTCUSDT", OrderStatus.Submitted), DenialReason.DuplicateSymbol),
        ("Positions: four of five", new MaxPositionsGate(), bench => HoldMany(bench, 4), DenialReason.None),
        ("Positions: five of five", new MaxPositionsGate(), bench => HoldMany(bench, 5), DenialReason.MaxPositions),
        ("Protection: stop on the limit price", new ProtectionGate(), bench => bench.Intent = bench.Intent with { StopLoss = 50_000m }, DenialReason.InvalidProtection),
        ("Protection: stop a tick below", new ProtectionGate(), bench => bench.Intent = bench.Intent with { StopLoss = 49_999.9m }, DenialReason.None),
        ("Protection: target on the limit price", new ProtectionGate(), bench => bench.Intent = bench.Intent with { TakeProfit = 50_000m }, DenialReason.InvalidProtection),
        ("Protection: short with its stop below", new ProtectionGate(), bench => bench.Intent = bench.Intent with { Side = Side.Sell }, DenialReason.InvalidProtection),
        ("Protection: short the right way", new ProtectionGate(), bench => bench.Intent = bench.Intent with { Side = Side.Sell, StopLoss = 50_500m, TakeProfit = 49_000m }, DenialReason.None),
        ("Protection: stop at nothing", new ProtectionGate(), bench => bench.Intent = bench.Intent with { StopLoss = 0m }, DenialReason.InvalidProtection),
        ("Size: exactly the smallest", new MinSizeGate(), bench => bench.Quantity = 0.001m, DenialReason.None),
        ("Size: nothing", new MinSizeGate(), bench => bench.Quantity = 0m, DenialReason.SizeBelowMin),
        ("Size: exactly the smallest value", new MinSizeGate(), bench => MinNotional(bench, 500m), DenialReason.None),
        ("Size: value a cent short", new MinSizeGate(), bench => MinNotional(bench, 500.01m), DenialReason.SizeBelowMin),
        ("Leverage: exactly the tier's 20", new LeverageGate(), bench => bench.Quantity = 0.4m, DenialReason.None),
        ("Leverage: a lot more", new LeverageGate(), bench => bench.Quantity = 0.401m, DenialReason.LeverageCap),
        ("Leverage: a position takes room", new LeverageGate(), bench => { bench.Quantity = 0.4m; bench.Hold("ETHUSDT"); }, DenialReason.LeverageCap),
        ("Allocation: all of the capital", new AllocationGate(), bench => bench.Quantity = 0.2m, DenialReason.None),
        ("Allocation: a lot more", new AllocationGate(), bench => bench.Quantity = 0.201m, DenialReason.Allocation),
        ("Allocation: used up", new AllocationGate(), bench => bench.Hold("ETHUSDT", 10m), DenialReason.Allocation),
        ("Allocation: halved by a bad week", new AllocationGate(), bench => { bench.Quantity = 0.2m; bench.Apply(new ModifierChanged(1, 1m, 0.5m, -1m, 10, "")); }, DenialReason.Allocation),
        ("Funding: calm", new FundingGate(), _ => { }, DenialReason.None),
        ("Funding: never told", new FundingGate(), bench => bench.Surroundings.Fill(BenchInstruments.All), DenialReason.Regime),
        ("Funding: greed of exactly 50 %", new FundingGate(), bench => bench.Funding(50m / 109_500m), DenialReason.None),
        ("Funding: greed above 50 % takes half", new FundingGate(), bench => bench.Funding(0.00046m), DenialReason.Regime),
        ("Funding: fear lets a long pass", new FundingGate(), bench => bench.Funding(-0.0009m), DenialReason.None),
        ("Correlation: alone", new CorrelationGate(), _ => { }, DenialReason.None),
        ("Correlation: unknown counts as a half", new CorrelationGate(), bench => bench.Hold("ETHUSDT"), DenialReason.None),
        ("Correlation: the same instrument", new CorrelationGate(), bench => bench.Hold("BTCUSDT"), DenialReason.Correlation),
        ("Trade risk: exactly 2 %", new TradeRiskGate(), bench => bench.Quantity = 0.04m, DenialReason.None),
        ("Trade risk: a lot more", new TradeRiskGate(), bench => bench.Quantity = 0.041m, DenialReason.RiskLimit),
        ("Open risk: exactly 6 %", new OpenRiskGate(), bench => bench.Quantity = 0.12m, DenialReason.None),
        ("Open risk: a lot more", new OpenRiskGate(), bench => bench.Quantity = 0.121m, DenialReason.RiskLimit),
        ("Open risk: a position without a stop counts whole", new OpenRiskGate(), bench => bench.Hold("ETHUSDT", 0.6m, 100m, stop: null), DenialReason.RiskLimit),
        ("Daily loss: exactly to the floor", new DailyLossGate(), bench => bench.Quantity = 0.14m, DenialReason.None),
        ("Daily loss: a lot more", new DailyLossGate(), bench => bench.Quantity = 0.141m, DenialReason.DailyLoss),
        ("Daily loss: measured from the day's peak", new DailyLossGate(), bench => { bench.Apply(new EquityMarked(1080m, 0m, 1080m)); bench.Apply(new EquityMarked(1005m, 0m, 1005m)); }, DenialReason.DailyLoss),
    ];

    public static TheoryData<string> Rows => [.. Table.Select(row => row.Row)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Gate_InEachSituation_AnswersByTheTable(string row)
    {
        var (_, gate, given, answer) = Table.Single(one => one.Row == row);
        var bench = new GateBench();
        Assert.True(bench.Ask(gate).Passed, "the question passes before it is spoiled");
        given(bench);
        Assert.Equal(answer, bench.Ask(gate).Reason);
    }

    [Fact]
    public void EveryGate_IsInTheTableWithAPassAndADenial()
    {
        var gates = typeof(RiskGate).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(RiskGate)) && !type.IsAbstract).ToArray();
        Assert.Equal(gates.OrderBy(Name), RiskGates.Approval.Select(step => step.Gate.GetType()).OrderBy(Name));
        Assert.Empty(gates.Where(gate => !Table.Any(row => row.Gate.GetType() == gate && row.Answer != DenialReason.None)).Select(Name));
        Assert.Empty(gates.Where(gate => !Table.Any(row => row.Gate.GetType() == gate && row.Answer == DenialReason.None)
            && gate != typeof(DailyLossGate)).Select(Name));
    }

    [Fact]
    public void EveryReason_IsGivenBySomeGate() =>
        Assert.Equal([DenialReason.Internal], Enum.GetValues<DenialReason>().Except(Table.Select(row => row.Answer)));

    private static string Name(Type type) => type.Name;

    private static void Arm(GateBench bench, ArmState state, LockCause cause) =>
        bench.Apply(new ArmChanged(bench.State.Arm.State, state, cause, "ada", "", new CorrelationId("c")));

    private static IntentJudged Judged(string id) => new(
        new CorrelationId(id), "scripted", new InstrumentId("BTCUSDT"), Side.Buy, 1m, 1m, null, null, "", true, null, null, "", 1m, new DecisionInputs { SignalId = id });

    private static void AtMarket(GateBench bench) => bench.Intent = bench.Intent with { Order = EntryOrder.Market };

    private static void Running(GateBench bench, decimal momentum) => bench.Intent = bench.Intent with { Momentum = momentum };

    private static void Asks(GateBench bench, params (decimal Price, decimal Size)[] levels) =>
        bench.Surroundings.Of(BenchInstruments.Btc).Ladder.Take(Ladders.Of(BenchInstruments.Btc, [(49_999.9m, 100m)], levels));

    private static void Sells(GateBench bench) => bench.Intent = bench.Intent with { Side = Side.Sell };

    private static void Follower(GateBench bench) => bench.Surroundings.SpotFollowers.Add(bench.Intent.Strategy);

    private static void Spot(GateBench bench, bool live) =>
        bench.Surroundings.Spot = Titan.Engine.Venues.SpotFeedStatus.NotInstalled with { Installed = true, Connected = live, Live = live };

    private static void Trip(GateBench bench) =>
        bench.Apply(new BreakerTripped("DAILY_DRAWDOWN", "", 8m, 7m, 900m, GateBench.Now.AddHours(4)));

    private static void ReconciledAgo(GateBench bench, int seconds, bool inSync) =>
        bench.Apply(new Reconciled(inSync, 0, 0, 0, "timer"), TimeSpan.FromSeconds(seconds));

    private static void HoldMany(GateBench bench, int count)
    {
        for (var i = 0; i < count; i++)
        {
            bench.Hold($"COIN{i}USDT");
        }
    }

    private static void MinNotional(GateBench bench, decimal value) =>
        bench.Intent = bench.Intent with { Instrument = bench.Intent.Instrument with { MinNotional = value } };
}
