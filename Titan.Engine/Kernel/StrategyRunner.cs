using Titan.Engine.Configuration;
using Titan.Engine.Intake;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Engine.Strategies;

namespace Titan.Engine.Kernel;

/// <summary>
/// Hands market events to the strategies and their intents to the one intake: station 3 of the one path. Every intent ends in one fact with its
/// verdict and numbers; every note of a strategy is a fact before its intents.
/// </summary>
internal sealed class StrategyRunner
{
    private readonly StrategyContext _context = new();
    // An array: going through an interface would allocate its enumerator with every event.
    private readonly IStrategy[] _strategies;
    private readonly BarNeed[][] _needs;
    private readonly Turn _turn;
    private readonly IntentIntake _intake;

    // Made once: a new delegate per event would be the only allocation of a quiet event.
    private readonly Func<InstrumentId, bool> _isBusy;
    private TitanConfig? _limited;

    public StrategyRunner(IReadOnlyList<IStrategy> strategies, Turn turn, Surroundings surroundings, Exposure exposure, IntentIntake intake)
    {
        (_turn, _intake) = (turn, intake);
        _strategies = [.. strategies];
        _needs = [.. strategies.Select(static strategy => strategy.BarNeeds.ToArray())];
        _isBusy = exposure.IsBusy;
        // The gates know strategies by name only.
        surroundings.SpotFollowers.UnionWith(strategies.Where(static strategy => strategy.FollowsSpot).Select(static strategy => strategy.Name));
    }

    public IReadOnlyList<IStrategy> Strategies => _strategies;

    /// <summary>Called before an intent is judged: facts will follow that somebody waits for.</summary>
    public Action? Intended { get; set; }

    /// <summary>Closed bars of the past, oldest first: the strategies learn, nothing is traded.</summary>
    public void WarmUp(IEnumerable<Bar> bars)
    {
        foreach (var bar in bars)
        {
            _context.Begin(bar.OpenTime, live: false, _isBusy);
            for (var index = 0; index < _strategies.Length; index++)
            {
                if (Wants(index, bar.Interval))
                {
                    _strategies[index].OnBar(bar, _context);
                }
            }
        }
    }

    public void OnBar(in Bar bar)
    {
        for (var index = 0; index < _strategies.Length; index++)
        {
            if (Wants(index, bar.Interval))
            {
                Begin();
                _strategies[index].OnBar(bar, _context);
                Take(_strategies[index]);
            }
        }
    }

    public void OnQuote(in Quote quote)
    {
        foreach (var strategy in _strategies)
        {
            Begin();
            strategy.OnQuote(quote, _context);
            Take(strategy);
        }
    }

    public void OnTrade(in Trade trade)
    {
        foreach (var strategy in _strategies)
        {
            Begin();
            strategy.OnTrade(trade, _context);
            Take(strategy);
        }
    }

    public void OnSpotTrade(in SpotTrade trade)
    {
        foreach (var strategy in _strategies)
        {
            Begin();
            strategy.OnSpotTrade(trade, _context);
            Take(strategy);
        }
    }

    /// <summary>Slow figures are no turn of their own: what a strategy says here waits for its next event.</summary>
    public void OnTicker(in Ticker ticker)
    {
        foreach (var strategy in _strategies)
        {
            _context.Begin(ticker.ReceivedAt, live: true, _isBusy);
            strategy.OnTicker(ticker, _context);
        }
    }

    /// <summary>Time went on.</summary>
    public void OnTime()
    {
        foreach (var strategy in _strategies)
        {
            Begin();
            strategy.OnTime(_context);
            Take(strategy);
        }
    }

    /// <summary>Tells strategies which of their entries the facts of this turn ended.</summary>
    public void Follow()
    {
        for (var index = 0; index < _turn.Facts.Count; index++)
        {
            var id = _turn.Facts[index].Fact switch
            {
                OrderMoved moved when moved.Status.IsTerminal() => moved.Id,
                FillBooked { Order: { } filled } => filled,
                _ => default,
            };
            if (id != default && _turn.State.Orders.TryGetValue(id, out var order) && order is { Purpose: OrderPurpose.Entry, IsWorking: false })
            {
                Tell(order);
            }
        }
    }

    private void Tell(Order order)
    {
        foreach (var strategy in _strategies)
        {
            if (strategy.Name == order.Source)
            {
                Begin();
                strategy.OnEntryEnded(new EntryOutcome(order.Correlation, order.Instrument, order.FilledQuantity, order.AverageFillPrice, order.Status, order.Reason), _context);
                Note();
            }
        }
    }

    private bool Wants(int strategy, TimeSpan interval)
    {
        foreach (var need in _needs[strategy])
        {
            if (need.Interval == interval)
            {
                return true;
            }
        }

        return false;
    }

    private void Begin()
    {
        if (!ReferenceEquals(_limited, _turn.Config))
        {
            _limited = _turn.Config;
            var (risk, whitelist) = (_limited.Risk, _limited.Whitelist);
            _context.Listed = instrument => whitelist.Allows(instrument.Value);
            _context.Limits = new TradeLimits
            {
                MaxRiskPerTrade = risk.MaxRiskPerTrade,
                MaxPositionSizePercent = risk.MaxPositionSizePercent,
                MaxLeverage = risk.MaxLeverage,
                FeeBarrierMultiplier = risk.FeeBarrierMultiplier,
            };
        }

        _context.Begin(_turn.Now, live: true, _isBusy, Equity(), _turn.State.IsPaused);
    }

    private decimal? Equity()
    {
        var equity = _turn.State.Equity;
        return equity.Known && (_turn.Now - equity.AsOf).TotalSeconds <= _turn.Config.Execution.EquityMaxAgeSeconds ? equity.Equity : null;
    }

    private void Note()
    {
        for (var index = 0; index < _context.Notes.Count; index++)
        {
            var note = _context.Notes[index];
            _turn.Note(note.Type, note.Message, note.Instrument, note.Correlation);
        }
    }

    private void Take(IStrategy strategy)
    {
        Note();
        if (_context.Intents.Count > 0)
        {
            Intended?.Invoke();
            // The verdict is told in an event of its own, which empties the context.
            foreach (var intent in _context.Intents.ToArray())
            {
                var verdict = _intake.Submit(intent);
                Begin();
                strategy.OnJudged(intent, verdict, _context);
                Note();
            }
        }
    }
}
