using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Simulator.Binance;
using Titan.Simulator.Binance.Market;
using Titan.Simulator.Exchange;
using Titan.Simulator.Market;
using Titan.Simulator.Time;
using Titan.Tests.Support;
using Instrument = Titan.Engine.Model.Instrument;
using Side = Titan.Engine.Model.Side;

namespace Titan.Tests.Scenarios;

/// <summary>
/// The demonstration on virtual time, without a wire: the generated market's own exchange and its spot twin make quotes, prints, bars and
/// figures, and the engine's whole core with the trap strategy hears them. The account is the bench's.
/// </summary>
internal sealed class SeededSession : SilentListener, ISpotListener
{
    private const decimal Wallet = 2_450m;
    private static readonly string[] Intervals = ["1", "60"];

    private readonly SteppedClock _clock;
    private readonly SpotTimeline _timeline;
    private readonly Venue _venue;
    private readonly SpotExchange _spot;
    private readonly Dictionary<string, Instrument> _instruments;
    private readonly Dictionary<string, long> _tickerAt = new(StringComparer.Ordinal);

    public SeededSession(int seed, DateTimeOffset start)
    {
        Start = start;
        var market = new SeededMarket(seed, start);
        _clock = new SteppedClock(start);
        _timeline = new SpotTimeline(market, seed);
        _venue = new Venue(market, _clock, seed, Wallet, TimeSpan.Zero);
        _spot = new SpotExchange(_timeline.Listings, market, TimeSpan.Zero, () => _venue.NowMs);
        _instruments = market.Instruments.Select(Listed).ToDictionary(static instrument => instrument.Id.Value, StringComparer.Ordinal);
        while (_timeline.NextSpot!.Due <= start)
            _spot.Apply(_timeline.TakeSpot(), start.ToUnixTimeMilliseconds());
        _venue.Apply(_timeline.TakeContracts(), start.ToUnixTimeMilliseconds());
        Strategy = new ScavengerStrategy(new ScavengerOptions(), TimeProvider.System);
        Bench = new EngineBench(new TitanConfig(), [Strategy], [.. _instruments.Values], start, [.. History()]) { QuotesStayFresh = false };
        Bench.Venue.Wallet = Wallet;
        foreach (var instrument in _venue.Instruments.Values)
        {
            foreach (var interval in Intervals)
                instrument.Candles.Follow(new KlineInterval(interval));
        }

        foreach (var instrument in _venue.Instruments.Values)
            PricesMoved(instrument);
        _venue.Listener = this;
        _spot.Listener = this;
        Bench.Begin();
    }

    public DateTimeOffset Start { get; }

    public ScavengerStrategy Strategy { get; }

    public EngineBench Bench { get; }

    public ScavengerView View => Strategy.View();

    /// <summary>Plays the market until then; arms on the way.</summary>
    /// <param name="until">Market time since the start.</param>
    /// <param name="armAt">When the operator arms.</param>
    /// <param name="watch">Called once a second of market time.</param>
    public void Play(TimeSpan until, TimeSpan armAt, Action<TimeSpan>? watch = null)
    {
        var (armed, second) = (false, 0L);
        while (_timeline.NextContracts is { } contracts)
        {
            var spotFirst = _timeline.NextSpot is { } next && next.Due <= contracts.At;
            var due = spotFirst ? _timeline.NextSpot!.Due : contracts.At;
            if (due - Start >= until)
                return;
            if (due > Bench.Now)
                Bench.Advance((due - Bench.Now).TotalSeconds);
            if (due > _clock.GetUtcNow())
                _clock.AdvanceTo(due);
            if (spotFirst)
                _spot.Apply(_timeline.TakeSpot(), due.ToUnixTimeMilliseconds());
            else
                _venue.Apply(_timeline.TakeContracts(), due.ToUnixTimeMilliseconds());
            if (!armed && due - Start >= armAt)
            {
                armed = true;
                Bench.Arm();
            }

            if ((due - Start).Ticks / TimeSpan.TicksPerSecond is var now && now > second)
            {
                second = now;
                watch?.Invoke(due - Start);
            }
        }
    }

    void ISpotListener.Traded(SpotInstrument instrument, in SpotAggregate aggregate, int prints, long timeMs)
    {
        var contract = _instruments[instrument.Listing.Contract];
        Bench.Spot(new SpotTrade(
            contract, aggregate.Price * instrument.Listing.Bundle, aggregate.Size / instrument.Listing.Bundle, aggregate.BuyerIsMaker ? Side.Sell : Side.Buy, prints,
            DateTimeOffset.FromUnixTimeMilliseconds(aggregate.TimeMs), Bench.Now));
    }

    void ISpotListener.BookChanged(SpotInstrument instrument, long timeMs)
    {
    }

    void ISpotListener.BestChanged(SpotInstrument instrument)
    {
    }

    public override void Traded(Titan.Simulator.Exchange.Instrument instrument, in PublicTrade trade)
    {
        var own = _instruments[instrument.Symbol];
        Bench.Trade(new Trade(own, own.ToTicks(trade.Price), own.ToLots(trade.Size), trade.TakerSide == Titan.Simulator.Exchange.Side.Buy ? Side.Buy : Side.Sell, DateTimeOffset.FromUnixTimeMilliseconds(trade.TimeMs), Bench.Now));
    }

    public override void CandleEnded(Titan.Simulator.Exchange.Instrument instrument, string interval, MarketBar bar) => Bench.Bar(BarOf(_instruments[instrument.Symbol], interval, bar));

    public override void PricesMoved(Titan.Simulator.Exchange.Instrument instrument)
    {
        var own = _instruments[instrument.Symbol];
        if (_venue.NowMs - _tickerAt.GetValueOrDefault(instrument.Symbol) >= 1_000)
        {
            _tickerAt[instrument.Symbol] = _venue.NowMs;
            Bench.Core.See(new Ticker(
                own, instrument.MarkPrice, instrument.IndexPrice, instrument.LastPrice, instrument.FundingRate, null, instrument.OpenInterest,
                instrument.DayWindow(1_440).Turnover, Bench.Now, Bench.Now));
        }

        if (instrument.Book.Best(Titan.Simulator.Exchange.Side.Buy) is { } bid && instrument.Book.Best(Titan.Simulator.Exchange.Side.Sell) is { } ask)
        {
            Bench.Quote(own, bid, ask);
            Protect(own, bid, ask);
        }
    }

    // The exchange's stop and target, at the price that is there.
    private void Protect(Instrument instrument, decimal bid, decimal ask)
    {
        if (Bench.Venue.Holding(instrument.Id.Value) is not { SignedQuantity: not 0 } holding)
            return;
        var way = Math.Sign(holding.SignedQuantity);
        var price = way > 0 ? bid : ask;
        if (holding.StopLoss is { } stop && way * (price - stop) <= 0)
            Bench.Venue.TriggerStop(instrument, price);
        else if (holding.TakeProfit is { } target && way * (price - target) >= 0)
            Bench.Venue.TriggerStop(instrument, price, "TakeProfit");
    }

    private IEnumerable<Bar> History()
    {
        foreach (var (interval, count) in Strategy.BarNeeds.Select(static need => (need.Interval == TimeSpan.FromHours(1) ? "60" : "1", need.Count)))
        {
            var code = new KlineInterval(interval);
            foreach (var instrument in _venue.Instruments.Values)
            {
                var running = code.StartOf(Start.ToUnixTimeMilliseconds());
                foreach (var bar in instrument.Candles.Newest(code, 0, running - 1, count).AsEnumerable().Reverse())
                    yield return BarOf(_instruments[instrument.Symbol], interval, bar);
            }
        }
    }

    private static Bar BarOf(Instrument instrument, string interval, MarketBar bar) => new(
        instrument, TimeSpan.FromMinutes(int.Parse(interval, CultureInfo.InvariantCulture)), DateTimeOffset.FromUnixTimeMilliseconds(bar.OpenTimeMs),
        bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Turnover, true);

    private static Instrument Listed(InstrumentSpec spec, int index) => new()
    {
        Id = new InstrumentId(spec.Symbol),
        Index = index,
        BaseCoin = spec.BaseCoin,
        TickSize = spec.TickSize,
        QuantityStep = spec.QtyStep,
        MinQuantity = spec.MinQty,
        MaxLimitQuantity = spec.MaxLimitQty,
        MaxMarketQuantity = spec.MaxMarketQty,
        MinNotional = spec.MinNotional,
        MaxLeverage = spec.MaxLeverage,
        MakerFee = spec.MakerFee,
        TakerFee = spec.TakerFee,
    };
}
