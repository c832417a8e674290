using Titan.Engine.Model;

namespace Titan.Engine.Strategies;

/// <summary>
/// A strategy: pure, single-threaded, driven by events in order. It sees its context and nothing else: no venue, no clock, no journal.
/// The same events give the same intents live, on paper, in replay and in a backtest.
/// </summary>
public interface IStrategy
{
    /// <summary>Name in journal, console and settings; lower case.</summary>
    string Name { get; }

    /// <summary>Interval of the bars it wants.</summary>
    TimeSpan BarInterval { get; }

    /// <summary>Closed bars it needs before it can judge.</summary>
    int WarmupBars { get; }

    /// <summary>Everything it needs when one interval is not enough.</summary>
    IReadOnlyList<BarNeed> BarNeeds => [new(BarInterval, WarmupBars)];

    /// <summary>A closed bar; also each bar of the warm-up, oldest first.</summary>
    void OnBar(in Bar bar, StrategyContext context);

    /// <summary>A new best bid or ask.</summary>
    void OnQuote(in Quote quote, StrategyContext context);

    /// <summary>A print.</summary>
    void OnTrade(in Trade trade, StrategyContext context);

    /// <summary>It judges by the venue that leads, so its entries are refused while that feed is not live.</summary>
    bool FollowsSpot => false;

    /// <summary>A print on the venue that leads; strategies that do not follow it leave it alone.</summary>
    void OnSpotTrade(in SpotTrade trade, StrategyContext context)
    {
    }

    /// <summary>New slow figures. They colour what is known: what is proposed or noted here is dropped.</summary>
    void OnTicker(in Ticker ticker, StrategyContext context)
    {
    }

    /// <summary>Time went on though perhaps nothing happened; several times a second. Decisions belong to events, this only ends waits.</summary>
    void OnTime(StrategyContext context)
    {
    }

    /// <summary>The gates judged an intent of its own.</summary>
    void OnJudged(in Intent intent, IntentVerdict verdict, StrategyContext context)
    {
    }

    /// <summary>An entry order of its own ended: filled, in part, or not at all.</summary>
    void OnEntryEnded(EntryOutcome outcome, StrategyContext context)
    {
    }

    /// <summary>Its own state in words, for the console: key and value.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Describe();
}
