using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Tests.Support;

namespace Titan.Tests.Kernel;

public sealed class StrategyRunnerTests
{
    [Fact]
    public void Strategy_IsShownOnlyBarsOfItsOwnInterval()
    {
        var strategy = new ScriptedStrategy();
        var bench = new EngineBench(strategies: [strategy]);
        bench.Begin();
        bench.Core.Step(Bar(1), bench.Now);
        bench.Core.Step(Bar(5), bench.Now);
        Assert.Equal(1, strategy.BarsSeen);
    }

    [Fact]
    public void Intent_OnAnInstrumentWithoutAQuote_IsDeniedAndNotAnException()
    {
        var state = new EngineState();
        state.Apply(new JournalEntry(1, EngineBench.Start, new LedgerOpened("abcdef")));
        var core = new EngineCore(state, new TitanConfig(), [new ProposesOnBars()]);
        core.Prepare(BenchInstruments.All, [Bar(1)]);
        Assert.Equal(1, state.Sequence);
        core.Step(new SessionBegan("1", "Paper", "bench", "memory"), EngineBench.Start);
        var waking = -1;
        core.Strategies.Intended = () => waking = core.Turn.Facts.Count;
        core.Step(Bar(1), EngineBench.Start);
        Assert.Equal(0, waking); // Before it is judged: the journal's writer wakes up meanwhile.
        var judged = Assert.IsType<IntentJudged>(core.Turn.Facts.Single().Fact);
        Assert.False(judged.Approved);
        Assert.Equal("no quote seen", judged.Numbers[^"no quote seen".Length..]);
    }

    private static Bar Bar(int minutes) =>
        new(BenchInstruments.Btc, TimeSpan.FromMinutes(minutes), EngineBench.Start, 1m, 1m, 1m, 1m, 1m, 1m, Closed: true);

    private sealed class ProposesOnBars : IStrategy
    {
        public string Name => "eager";

        public TimeSpan BarInterval => TimeSpan.FromMinutes(1);

        public int WarmupBars => 1;

        public void OnBar(in Bar bar, StrategyContext context) => context.Propose(new Risk.GateBench().Intent);

        public void OnQuote(in Quote quote, StrategyContext context)
        {
        }

        public void OnTrade(in Trade trade, StrategyContext context)
        {
        }

        public IReadOnlyList<KeyValuePair<string, string>> Describe() => [];
    }
}
