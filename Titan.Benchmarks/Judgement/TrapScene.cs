using Titan.Benchmarks.Data;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Benchmarks.Judgement;

/// <summary>
/// The engine's core with the trap strategy over so many symbols, each with one tripwire at yesterday's high and its price below it, on a clock that the
/// prints themselves move: 5,000 of them a second. Disarmed, so that every proposal is judged and none is sent.
/// </summary>
internal sealed class TrapScene
{
    private const decimal Below = 0.995m;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>5,000 prints a second.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMicroseconds(200);

    private readonly Instrument[] _instruments;
    private readonly decimal[] _triggers;
    private readonly EngineCore _core;
    private DateTimeOffset _markedAt = DateTimeOffset.MinValue;

    public TrapScene(int symbols)
    {
        _instruments = [.. MarketInstrument.Make(symbols).Select(static instrument => instrument.ToInstrument())];
        var highs = _instruments.Select((instrument, index) => instrument.TickSize * (40_000 + index)).ToArray();
        _triggers = [.. highs.Select(static high => high * 1.001m)];
        var config = new TitanConfig { Whitelist = new WhitelistConfig { Symbols = [.. _instruments.Select(static instrument => instrument.Id.Value)] } };
        Strategy = new ScavengerStrategy(Options, TimeProvider.System);
        _core = new EngineCore(new EngineState(), config, [Strategy]);
        _core.Prepare(_instruments, _instruments.SelectMany((instrument, index) => History(instrument, highs[index])));
        _core.Surroundings.Started = true;
        Record(new LedgerOpened("benchm"));
        Record(new SessionStarted("bench", "PAPER", "bybit", "simulator"));
        Settle();
    }

    public ScavengerStrategy Strategy { get; }

    public int Symbols => _instruments.Length;

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>Traps that stand.</summary>
    public int Traps => Strategy.View().Traps.Length;

    /// <summary>What the strategy says of its first trap, for a run that does not spring any.</summary>
    public string Told => Strategy.View() is { } view && view.Traps.Length > 0
        ? $"{view.Traps[0]}; {view.Types.Single(static type => type.Type == TrapType.DailyLevel)}; {string.Join(", ", view.Faults.Where(static fault => fault.Value > 0))}"
        : "no trap stands";

    // One trap type, so that what is measured is the same everywhere; a trap may spring again as soon as its symbol rested.
    private static ScavengerOptions Options { get; } = new()
    {
        FallbackScore = 0m,
        TopSymbolsCount = 50,
        CooldownSeconds = 0,
        Traps = new TrapsOptions
        {
            Liquidation = new TrapsOptions().Liquidation with { Enabled = false },
            Bollinger = new TrapsOptions().Bollinger with { Enabled = false },
            BasisArb = new TrapsOptions().BasisArb with { Enabled = false },
            FundingSqueeze = new TrapsOptions().FundingSqueeze with { Enabled = false },
        },
    };

    /// <summary>A quote of the perpetual at the trigger, or well below it.</summary>
    public void Quote(int symbol, bool near)
    {
        var instrument = _instruments[symbol];
        var ticks = instrument.ToTicks(instrument.FloorPrice(near ? _triggers[symbol] : _triggers[symbol] * Below));
        _core.Step(new Quote(instrument, ticks, 1_000, ticks + 1, 1_000, Now, Now), Now);
    }

    /// <summary>The next print of a symbol, a fifth of a millisecond after the one before.</summary>
    /// <returns>Whether it sprang a trap.</returns>
    public bool Print(int symbol, bool near)
    {
        Now += Pace;
        var instrument = _instruments[symbol];
        var price = near ? _triggers[symbol] : _triggers[symbol] * Below;
        _core.Step(new SpotTrade(instrument, price, 1m, Side.Buy, 1, Now, Now), Now);
        return Sprang();
    }

    /// <summary>Equity stays known: without it no trap may fire.</summary>
    public void Keep()
    {
        if ((Now - _markedAt).TotalSeconds >= 5)
        {
            _markedAt = Now;
            Record(new EquityMarked(1_000m, 0m, 1_000m));
        }
    }

    private bool Sprang()
    {
        for (var fact = 0; fact < _core.Turn.Facts.Count; fact++)
        {
            if (_core.Turn.Facts[fact].Fact is EventNoted { Type: "TRAP_SPRUNG" })
            {
                return true;
            }
        }

        return false;
    }

    // Prices and figures of every symbol, then the first map.
    private void Settle()
    {
        Keep();
        for (var pass = 0; pass < 4; pass++)
        {
            for (var symbol = 0; symbol < Symbols; symbol++)
            {
                var instrument = _instruments[symbol];
                var price = instrument.FloorPrice(_triggers[symbol] * Below);
                _core.See(new Ticker(instrument, price, price, price, 0.0001m, null, 10_000m, 50_000_000m, Now, Now));
                Quote(symbol, near: false);
                Print(symbol, near: false);
            }

            Now += TimeSpan.FromSeconds(4);
            Keep();
        }

        if (Traps != Math.Min(Symbols, Options.TopSymbolsCount))
        {
            throw new InvalidDataException($"{Traps} traps on {Symbols} symbols");
        }
    }

    private void Record(Fact fact)
    {
        _core.Turn.Begin(Now);
        _core.Turn.Record(fact);
    }

    // A hundred hours: yesterday's high once, the price near below it since and far above its low.
    private static IEnumerable<Bar> History(Instrument instrument, decimal high) => Enumerable.Range(0, 100).Select(index =>
    {
        var price = high * Below;
        var top = index == 60 ? high : price * 1.002m;
        return new Bar(instrument, TimeSpan.FromHours(1), Start.AddHours(index - 100), price, top, price * 0.985m, price, 100m, 20_000_000m, Closed: true);
    });
}
