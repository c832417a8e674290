using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>One listed instrument with its book, prices, tape and candles. Prices in USDT, sizes in base currency.</summary>
internal sealed class Instrument
{
    private const int TapeLength = 1000;
    private MarketBar _day;
    private long _dayClosed = -1;

    /// <summary>How far from the mark price a limit order may buy above or sell below, and a market order may go.</summary>
    public const decimal PriceBand = 0.05m;

    public Instrument(InstrumentSpec spec, int symbolId, IReadOnlyList<MarketBar> history, long shiftMs)
    {
        Spec = spec;
        SymbolId = symbolId;
        PriceScale = Scale(spec.TickSize);
        QtyScale = Scale(spec.QtyStep);
        Candles = new CandleStore(history, shiftMs);
        LastPrice = Candles.LastClose ?? 0m;
        Position = new Position(this) { Leverage = Math.Min(10m, spec.MaxLeverage) };
    }

    public InstrumentSpec Spec { get; }
    public int SymbolId { get; }
    public int PriceScale { get; }
    public int QtyScale { get; }
    public string Symbol => Spec.Symbol;
    public OrderBook Book { get; } = new();
    public CandleStore Candles { get; }
    public Position Position { get; }

    /// <summary>Open orders of the account on this instrument, oldest first.</summary>
    public List<Order> OpenOrders { get; } = [];
    public List<PublicTrade> Tape { get; } = [];
    public List<(long TimeMs, decimal Rate)> FundingHistory { get; } = [];
    public List<(long TimeMs, decimal OpenInterest)> OpenInterestHistory { get; } = [];

    public decimal LastPrice { get; private set; }
    public decimal MarkPrice { get; set; }
    public decimal IndexPrice { get; set; }
    public decimal FundingRate { get; set; }
    public decimal OpenInterest { get; set; }
    public long NextFundingMs { get; set; }

    /// <summary>Update id of the 1000-level book, the one that REST order books carry.</summary>
    public long DeepUpdateId { get; set; } = 1;

    public decimal MaxPrice => Spec.TickSize * 20_000_000m;
    public decimal BuyLimit => RoundDown(MarkPrice * (1m + PriceBand));
    public decimal SellLimit => RoundDown(MarkPrice * (1m - PriceBand)) + Spec.TickSize;

    public decimal Price(TriggerBy by) => by switch
    {
        TriggerBy.MarkPrice => MarkPrice,
        TriggerBy.IndexPrice => IndexPrice,
        _ => LastPrice,
    };

    /// <summary>Takes a print into last price, candles and tape, and says which way the tick went.</summary>
    public string Print(decimal price, decimal size)
    {
        var direction = price > LastPrice ? "PlusTick" : price < LastPrice ? "MinusTick"
            : Tape.Count > 0 && Tape[^1].TickDirection.EndsWith("PlusTick", StringComparison.Ordinal) ? "ZeroPlusTick" : "ZeroMinusTick";
        LastPrice = price;
        Candles.Add(price, size);
        return direction;
    }

    public void Remember(PublicTrade trade)
    {
        if (Tape.Count >= 2 * TapeLength) Tape.RemoveRange(0, TapeLength);
        Tape.Add(trade);
    }

    /// <summary>A last price for an instrument that has not traded yet.</summary>
    public void StartAt(decimal price)
    {
        if (LastPrice == 0m) LastPrice = price;
    }

    /// <summary>The last so many minutes as one bar. Closed minutes are summed once a minute, the running one is added fresh.</summary>
    public MarketBar DayWindow(int minutes)
    {
        var closed = Candles.ClosedCount;
        if (closed != _dayClosed)
        {
            _dayClosed = closed;
            _day = Candles.ClosedWindow(minutes - 1);
            HourAgo = Candles.ClosedWindow(60).Open;
        }
        return Candles.WithRunning(_day);
    }

    /// <summary>Price one hour ago, as of the last <see cref="DayWindow"/>.</summary>
    public decimal HourAgo { get; private set; }

    public decimal RoundDown(decimal price) => Math.Floor(price / Spec.TickSize) * Spec.TickSize;

    private static int Scale(decimal step) => (step / 1.0000000000000000000000000000m).Scale;
}
