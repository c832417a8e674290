using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>
/// The strategy on a table: warmed so that yesterday's high at 50,000 sets one tripwire at 50,050 with the price at 49,800 below it, and fed
/// by hand. Spot and perpetual trade at the same price, so the basis is 1.
/// </summary>
internal sealed class ScavengerBench
{
    public const decimal Trigger = 50_050m;
    private readonly StrategyContext _context = new();

    public ScavengerBench(ScavengerOptions? options = null, bool warm = true, bool start = true)
    {
        Options = options ?? OnlyDaily;
        Strategy = new ScavengerStrategy(Options, TimeProvider.System);
        if (warm)
        {
            Feed(strategy => Array.ForEach(History(), bar => strategy.OnBar(bar, _context)), live: false);
        }

        if (start)
        {
            Ticker(49_800m);
            Price(49_800m);
            Spot(49_800m);
            Pass(6_000);
            Price(49_800m);
            Spot(49_800m);
        }
    }

    /// <summary>One trap type, so that a test knows what may spring; the score's bar is out of its way.</summary>
    public static ScavengerOptions OnlyDaily { get; } = new()
    {
        FallbackScore = 0m,
        Traps = new TrapsOptions
        {
            Liquidation = new TrapsOptions().Liquidation with { Enabled = false },
            Bollinger = new TrapsOptions().Bollinger with { Enabled = false },
            BasisArb = new TrapsOptions().BasisArb with { Enabled = false },
        },
    };

    public static Instrument Btc => BenchInstruments.Btc;

    public ScavengerOptions Options { get; }

    public ScavengerStrategy Strategy { get; }

    public DateTimeOffset Now { get; private set; } = EngineBench.Start;

    public decimal? Equity { get; set; } = 1_000m;

    public bool Paused { get; set; }

    /// <summary>The symbol is on the whitelist.</summary>
    public bool Listed { get; set; } = true;

    public decimal Last { get; private set; } = 49_800m;

    public List<Intent> Intents { get; } = [];

    public List<StrategyNote> Notes { get; } = [];

    public ScavengerView View => Strategy.View();

    public TrapTypeView Daily => View.Types.Single(type => type.Type == TrapType.DailyLevel);

    public IEnumerable<string> NoteTypes => Notes.Select(note => note.Type);

    /// <summary>100 hours: yesterday's high 50,000, its low 49,000, and a close at 49,800.</summary>
    public static Bar[] History() =>
    [
        .. Enumerable.Range(0, 100).Select(index => index switch
        {
            60 => Bars.One(index, 49_500m, 50_000m, 49_400m, 100m, turnover: 20_000_000m),
            61 => Bars.One(index, 49_400m, 49_700m, 49_000m, 100m, turnover: 20_000_000m),
            _ => Bars.One(index, 49_800m, 49_900m, 49_600m, 100m, turnover: 20_000_000m),
        }),
    ];

    public void Pass(int ms) => Now = Now.AddMilliseconds(ms);

    /// <summary>A quote of the perpetual around the price.</summary>
    public void Price(decimal price)
    {
        Last = price;
        Feed(strategy => strategy.OnQuote(Events.Quote(Btc, price - 0.1m, price + 0.1m, Now), _context));
    }

    public void Ticker(decimal price, decimal interest = 10_000m, decimal funding = 0.0001m) =>
        Feed(strategy => strategy.OnTicker(Events.Ticker(Btc, price, Now, interest: interest, funding: funding), _context));

    public void Spot(decimal price, Side side = Side.Buy, decimal quantity = 1m, int fills = 1, DateTimeOffset? at = null, Instrument? instrument = null) =>
        Feed(strategy => strategy.OnSpotTrade(Events.Spot(instrument ?? Btc, price, at ?? Now, side, quantity, fills), _context));

    /// <summary>Another symbol in the same shape, quoted and with turnover for six minutes but without a single print on the venue that leads.</summary>
    public void OtherSymbol(Instrument other)
    {
        Feed(strategy => Array.ForEach(History(), bar => strategy.OnBar(bar with { Instrument = other }, _context)), live: false);
        for (var minute = 0; minute < 7; minute++)
        {
            Pass(60_000);
            Ticker(Last);
            Price(Last);
            Spot(Last);
            Feed(strategy => strategy.OnTicker(Events.Ticker(other, Last, Now), _context));
            Feed(strategy => strategy.OnQuote(Events.Quote(other, Last - 0.1m, Last + 0.1m, Now), _context));
        }
    }

    public void Trade(decimal price) => Feed(strategy => strategy.OnTrade(Events.Trade(Btc, price, Now), _context));

    public void Bar(Bar bar) => Feed(strategy => strategy.OnBar(bar, _context));

    public void Time() => Feed(strategy => strategy.OnTime(_context));

    /// <summary>Trades at one price, a millisecond and a half apart.</summary>
    public void Burst(decimal price, int trades = 60, Side side = Side.Buy)
    {
        for (var index = 0; index < trades; index++)
        {
            Spot(price, side);
            Now = Now.AddMicroseconds(1_500);
        }
    }

    /// <summary>Approaches from below and breaks the tripwire with a burst.</summary>
    public void Break(decimal price = 50_060m)
    {
        Price(49_950m);
        Spot(49_950m);
        Pass(500);
        Price(price);
        Burst(price);
    }

    /// <summary>The hold ends: a quote a little later.</summary>
    public void Hold(decimal? price = null)
    {
        if (price is { } moved)
        {
            Pass(20);
            Spot(moved);
        }

        Pass(250);
        Price(price ?? Last);
    }

    public void Judge(Intent intent, IntentVerdict verdict) => Feed(strategy => strategy.OnJudged(intent, verdict, _context));

    public void End(CorrelationId correlation, decimal filled) =>
        Feed(strategy => strategy.OnEntryEnded(
            new EntryOutcome(correlation, Btc.Id, filled, filled > 0 ? 50_060m : 0m, filled > 0 ? OrderStatus.Filled : OrderStatus.Cancelled, filled > 0 ? null : "not filled in 2000 ms"), _context));

    private void Feed(Action<ScavengerStrategy> act, bool live = true)
    {
        _context.Listed = _ => Listed;
        _context.Begin(Now, live, static _ => false, Equity, Paused);
        act(Strategy);
        Intents.AddRange(_context.Intents);
        Notes.AddRange(_context.Notes);
    }
}
