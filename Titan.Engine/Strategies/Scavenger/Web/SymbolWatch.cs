using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Spider;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Everything the strategy remembers of one symbol: bars, slow figures, both venues' prices, the burst, and its traps. What cannot be
/// right is counted and left out. Times are UTC ticks of the venues' own clocks.
/// </summary>
internal sealed class SymbolWatch(Instrument instrument, ScavengerOptions options, InputFaults faults)
{
    private const int HoursKept = 100;
    private const int MinutesKept = 30;
    private const int FiveMinutesKept = 20;

    /// <summary>A spot price further from the perpetual's is a wrong pair, a wrong scale or a broken print; a basis is never that wide.</summary>
    private const decimal Absurd = 0.10m;

    private static readonly TimeSpan FiveMinutesLong = TimeSpan.FromMinutes(5);

    private readonly BarFolder _fiveMinutes = new(FiveMinutesLong);

    public Instrument Instrument => instrument;

    public BarSeries Hours { get; } = new(TimeSpan.FromHours(1), HoursKept, fillable: 3);

    /// <summary>A minute that closed between the history and the stream is filled; losing it would silence the 5m bars for 100 minutes.</summary>
    public BarSeries Minutes { get; } = new(TimeSpan.FromMinutes(1), MinutesKept, fillable: 2);

    /// <summary>Folded from the minutes.</summary>
    public BarSeries FiveMinutes { get; } = new(FiveMinutesLong, FiveMinutesKept, fillable: 1);

    public OpenInterestSamples OpenInterest { get; } = new();

    public BurstWindow Burst { get; } = new(TimeSpan.FromMilliseconds(options.VolumeWindowMs));

    public AdaptiveBurst? Adaptive { get; } = options.AdaptiveBurst ? new AdaptiveBurst() : null;

    public CvdHistory Cvd { get; } = new();

    public VelocityWindow SpotVelocity { get; } = new();

    public VelocityWindow PerpetualVelocity { get; } = new();

    public BasisAverage Basis { get; } = new();

    public LeadLag LeadLag { get; } = new();

    /// <summary>Its traps in the map, most confident first; empty when it is not in the map. Replaced whole by each cycle.</summary>
    public Trap[] Traps { get; set; } = [];

    /// <summary>Score of the last cycle.</summary>
    public decimal Score { get; set; }

    /// <summary>Funding, fraction per interval; null until told.</summary>
    public decimal? FundingRate { get; private set; }

    /// <summary>Quote currency; 0 until told.</summary>
    public decimal Turnover24h { get; private set; }

    public decimal Bid { get; private set; }

    public decimal Ask { get; private set; }

    /// <summary>Middle of the perpetual's quote, its last price before one was seen, 0 before either.</summary>
    public decimal PerpetualPrice { get; private set; }

    public long QuoteAt { get; private set; } = long.MinValue / 2;

    /// <summary>Newest print of the venue that leads; 0 until one was seen.</summary>
    public decimal SpotPrice { get; private set; }

    /// <summary>Its time on that venue's clock.</summary>
    public long SpotAt { get; private set; } = long.MinValue / 2;

    /// <summary>When it was seen, on the strategy's clock: the venues' clocks differ.</summary>
    public long SpotSeenAt { get; private set; } = long.MinValue / 2;

    public long SpotTrades { get; private set; }

    /// <summary>When the burst rule last held, on the strategy's clock.</summary>
    public long LastBurstAt { get; private set; } = long.MinValue / 2;

    /// <summary>Spread over middle, fraction; 0 without a quote.</summary>
    public decimal SpreadFraction => Bid > 0 ? (Ask - Bid) / ((Ask + Bid) / 2m) : 0m;

    /// <summary>Trades that the burst rule asks for now.</summary>
    public int TradesNeeded => Adaptive?.Needed ?? options.MinTradesIn100ms;

    public bool BurstHolds => Burst.Trades >= TradesNeeded;

    public long Bytes =>
        Hours.Bytes + Minutes.Bytes + FiveMinutes.Bytes + OpenInterest.Bytes + Burst.Bytes + Cvd.Bytes + SpotVelocity.Bytes + PerpetualVelocity.Bytes;

    public void See(in Bar bar)
    {
        if (!bar.Closed)
        {
            return;
        }

        if (bar.Interval == Hours.Interval)
        {
            Count(Hours.Add(bar));
        }
        else if (bar.Interval == Minutes.Interval)
        {
            var fault = Minutes.Add(bar);
            Count(fault);
            if (fault is null or InputFault.BarGap && _fiveMinutes.Fold(bar) is { } folded)
            {
                FiveMinutes.Add(folded);
            }
        }
    }

    public void See(in Quote quote)
    {
        var at = quote.VenueTime.UtcTicks;
        var (bid, ask) = (quote.Bid, quote.Ask);
        if (bid <= 0 || ask <= bid)
        {
            faults.Count(InputFault.ZeroPrice);
            return;
        }

        if (at < QuoteAt)
        {
            faults.Count(InputFault.OutOfOrder);
            return;
        }

        (Bid, Ask, QuoteAt, PerpetualPrice) = (bid, ask, at, (bid + ask) / 2m);
        LeadLag.AddPerpetual(at, PerpetualPrice);
    }

    public void See(in Ticker ticker)
    {
        var at = ticker.VenueTime.UtcTicks;
        if (Math.Abs(ticker.FundingRate) > Plausible.Funding || ticker.Turnover24h > Plausible.Turnover || ticker.OpenInterest > Plausible.Quantity || ticker.LastPrice > Plausible.Price)
        {
            faults.Count(InputFault.AbsurdPrice);
            return;
        }

        FundingRate = ticker.FundingRate;
        Turnover24h = Math.Max(0m, ticker.Turnover24h);
        OpenInterest.Add(at, ticker.OpenInterest);
        if (PerpetualPrice == 0 && ticker.LastPrice > 0)
        {
            PerpetualPrice = ticker.LastPrice;
        }
    }

    public void See(in Trade trade)
    {
        var at = trade.VenueTime.UtcTicks;
        if (trade.PriceTicks <= 0 || trade.SizeLots <= 0)
        {
            faults.Count(InputFault.ZeroPrice);
        }
        else if (at < PerpetualVelocity.Latest)
        {
            faults.Count(InputFault.OutOfOrder);
        }
        else
        {
            PerpetualVelocity.Add(at, trade.Price);
        }
    }

    /// <param name="trade">The print.</param>
    /// <param name="now">The strategy's clock.</param>
    /// <returns>Whether the print was taken.</returns>
    public bool See(in SpotTrade trade, long now)
    {
        var at = trade.VenueTime.UtcTicks;
        if (FaultOf(trade, at) is { } fault)
        {
            faults.Count(fault);
            return false;
        }

        var signed = trade.TakerSide == Side.Buy ? trade.Quantity : -trade.Quantity;
        var weight = options.CountUnderlyingFills ? Math.Max(1, trade.Fills) : 1;
        (SpotPrice, SpotAt, SpotSeenAt) = (trade.Price, at, now);
        SpotTrades++;
        Burst.Add(at, signed, weight);
        Adaptive?.Add(at, weight);
        Cvd.Add(at, signed);
        SpotVelocity.Add(at, trade.Price);
        Basis.Add(at, trade.Price, PerpetualPrice);
        LeadLag.AddSpot(at, trade.Price);
        LeadLag.Refresh(at);
        if (BurstHolds)
        {
            LastBurstAt = now;
        }

        return true;
    }

    private InputFault? FaultOf(in SpotTrade trade, long at) =>
        trade.Price <= 0 || trade.Quantity <= 0 ? InputFault.ZeroPrice
        : PerpetualPrice <= 0 ? InputFault.NoPerpetual
        : trade.Quantity > Plausible.Quantity || Math.Abs(trade.Price - PerpetualPrice) > PerpetualPrice * Absurd ? InputFault.AbsurdPrice
        : at < SpotAt ? InputFault.OutOfOrder
        : null;

    private void Count(InputFault? fault)
    {
        if (fault is { } known)
        {
            faults.Count(known);
        }
    }
}
