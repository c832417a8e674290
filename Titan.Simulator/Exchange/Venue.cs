using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>
/// The exchange itself, without any wire: instruments, one account, and the desks that change them. Everything happens
/// inside <see cref="Act{T}"/>, one act at a time; time is the clock's plus a skew that a fault may set.
/// </summary>
internal sealed class Venue
{
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private long _sequence = 9_000_000;

    public Venue(IMarketSource market, TimeProvider clock, int seed, decimal balance, TimeSpan marketShift)
    {
        _clock = clock;
        var shiftMs = (long)marketShift.TotalMilliseconds;
        var startMs = market.Start.ToUnixTimeMilliseconds();
        var barShiftMs = (startMs + shiftMs) / 60_000 * 60_000 - (startMs / 60_000 * 60_000);
        var symbolId = 0;
        Instruments = market.Instruments.ToDictionary(
            static spec => spec.Symbol,
            spec => new Instrument(spec, ++symbolId, market.History(spec.Symbol), barShiftMs),
            StringComparer.Ordinal);
        Ids = new VenueIds(seed, clock.GetUtcNow().ToUnixTimeMilliseconds());
        Account = new Account(balance, [.. Instruments.Values]);
        Settlement = new Settlement(this);
        Matcher = new Matcher(this);
        Stops = new StopDesk(this);
        Desk = new OrderDesk(this);
        Changes = new OrderChanges(this);
        Positions = new PositionDesk(this);
        Liquidator = new Liquidator(this);
        Funding = new FundingClock(this);
    }

    public IReadOnlyDictionary<string, Instrument> Instruments { get; }
    public Account Account { get; }
    public OrderStore Orders { get; } = new();
    public VenueIds Ids { get; }
    public Settlement Settlement { get; }
    public Matcher Matcher { get; }
    public StopDesk Stops { get; }
    public OrderDesk Desk { get; }
    public OrderChanges Changes { get; }
    public PositionDesk Positions { get; }
    public Liquidator Liquidator { get; }
    public FundingClock Funding { get; }
    public IVenueListener Listener { get; set; } = new SilentListener();

    /// <summary>Asked once per taking order: the fraction of it that may fill, or null. Set by the fault board.</summary>
    public Func<Order, decimal?> PartialFill { get; set; } = static _ => null;

    /// <summary>Asked once per new order: how long clients cannot read it by REST, milliseconds. Set by the fault board.</summary>
    public Func<Order, long> HiddenFor { get; set; } = static _ => 0;

    /// <summary>How far the venue's clock is from the true one, milliseconds. Set by the fault board.</summary>
    public Func<long> SkewMs { get; set; } = static () => 0;

    public long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds() + SkewMs();

    public long NextSequence() => ++_sequence;

    public long Sequence => _sequence;

    /// <summary>Runs one command alone and then lets listeners send what it caused.</summary>
    public T Act<T>(Func<Venue, T> act)
    {
        lock (_gate)
        {
            var result = act(this);
            Listener.Flush();
            return result;
        }
    }

    public void Act(Action<Venue> act) => Act(venue =>
    {
        act(venue);
        return true;
    });

    /// <summary>Applies one step of the outside market, due at <paramref name="timeMs"/> of venue time.</summary>
    public void Apply(MarketStep step, long timeMs) => Act(_ =>
    {
        foreach (var part in step.Instruments)
            if (Instruments.TryGetValue(part.Symbol, out var instrument)) Apply(instrument, part, timeMs);
        foreach (var instrument in Instruments.Values) Funding.Settle(instrument, timeMs);
        Liquidator.Check();
    });

    private void Apply(Instrument instrument, InstrumentStep part, long timeMs)
    {
        instrument.MarkPrice = part.MarkPrice;
        instrument.IndexPrice = part.IndexPrice;
        instrument.FundingRate = part.FundingRate;
        instrument.OpenInterest = part.OpenInterest;
        SampleOpenInterest(instrument, timeMs);
        instrument.StartAt(part.MarkPrice);
        if (instrument.Candles.Roll(timeMs, instrument.LastPrice) is { } ended)
            foreach (var (interval, bar) in ended) Listener.CandleEnded(instrument, interval, bar);
        if (instrument.Book.Best(Side.Buy) is null && instrument.Book.Best(Side.Sell) is null)
            instrument.Book.ReplaceOutside(part.Bids, part.Asks);

        foreach (var trade in part.Trades)
        {
            var side = trade.TakerBuys ? Side.Buy : Side.Sell;
            var traded = Matcher.Take(instrument, side, trade.Size, limit: null, taker: null);
            if (trade.Liquidation && traded > 0m) Listener.Liquidated(instrument, side.Opposite(), traded, instrument.LastPrice);
            Stops.Judge(instrument);
        }
        Matcher.MoveOutside(instrument, part.Bids, part.Asks);
        Stops.Judge(instrument);
        Listener.PricesMoved(instrument);
    }

    private static void SampleOpenInterest(Instrument instrument, long timeMs)
    {
        const long sampleMs = 300_000;
        const int kept = 2_000;
        var history = instrument.OpenInterestHistory;
        var slot = timeMs - (timeMs % sampleMs);
        if (history.Count > 0 && history[^1].TimeMs == slot) return;
        if (history.Count >= kept) history.RemoveAt(0);
        history.Add((slot, instrument.OpenInterest));
    }
}
