using Titan.Engine.Model;
using Titan.Engine.Strategies;

namespace Titan.Tests.Support;

/// <summary>A strategy that proposes what a test tells it to, at the next quote of the instrument.</summary>
internal sealed class ScriptedStrategy : IStrategy
{
    private readonly List<Intent> _script = [];

    public string Name => "scripted";

    public TimeSpan BarInterval => TimeSpan.FromMinutes(1);

    public int WarmupBars => 0;

    public int BarsSeen { get; private set; }

    public void Say(in Intent intent) => _script.Add(intent);

    public void OnBar(in Bar bar, StrategyContext context) => BarsSeen++;

    public void OnQuote(in Quote quote, StrategyContext context)
    {
        foreach (var intent in _script.ToArray())
        {
            if (intent.Instrument.Id == quote.Instrument.Id)
            {
                _script.Remove(intent);
                context.Propose(intent);
            }
        }
    }

    public void OnTrade(in Trade trade, StrategyContext context)
    {
    }

    public IReadOnlyList<KeyValuePair<string, string>> Describe() => [];
}
