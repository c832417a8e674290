using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Ledger;

/// <summary>
/// What the engine sees of the world right now and may forget: quotes, marks, streams, clock, journal health. Written by the loop
/// alone; never part of the state hash.
/// </summary>
public sealed class Surroundings
{
    private InstrumentSight[] _sights = [];

    /// <summary>When the loop was found to have stood still for longer than allowed; null once a reconcile asked for later has ended.</summary>
    public DateTimeOffset? StalledAt { get; set; }

    public bool StalledUntilReconciled => StalledAt is not null;

    public bool JournalWritable { get; set; } = true;

    /// <summary>Restored and started; false until the host says so.</summary>
    public bool Started { get; set; }

    public VenueStatus? Venue { get; set; }

    /// <summary>The leader's feed as last told; null when none is installed.</summary>
    public SpotFeedStatus? Spot { get; set; }

    /// <summary>Names of the strategies that judge by the leader.</summary>
    public HashSet<string> SpotFollowers { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset? PublicDownSince { get; set; }

    public DateTimeOffset? PrivateDownSince { get; set; }

    /// <summary>Time of the newest wallet report of the venue.</summary>
    public WalletReport? Wallet { get; set; }

    /// <summary>Open orders on the venue that are not in our book: stops and targets of positions, and other hands. By venue id.</summary>
    public Dictionary<string, OrderReport> VenueOrders { get; } = new(StringComparer.Ordinal);

    /// <summary>Execution time of the newest fill; a wallet older than it does not hold its money yet.</summary>
    public DateTimeOffset LastFillAt { get; set; } = DateTimeOffset.MinValue;

    public IReadOnlyList<InstrumentSight> Sights => _sights;

    public void Fill(IReadOnlyList<Instrument> instruments)
    {
        _sights = new InstrumentSight[instruments.Count == 0 ? 0 : instruments.Max(instrument => instrument.Index) + 1];
        foreach (var instrument in instruments)
        {
            _sights[instrument.Index] = new InstrumentSight(instrument) { Watched = true };
        }
    }

    /// <summary>One more instrument, with the next index; its market data are not followed yet.</summary>
    public void Add(Instrument instrument)
    {
        Array.Resize(ref _sights, instrument.Index + 1);
        _sights[instrument.Index] = new InstrumentSight(instrument);
    }

    public InstrumentSight Of(Instrument instrument) => _sights[instrument.Index];
}

/// <summary>What is seen of one instrument right now.</summary>
public sealed class InstrumentSight(Instrument instrument)
{
    private Quote _quote;
    private SpotQuote _spot;

    public Instrument Instrument => instrument;

    /// <summary>Its market data are subscribed: from the start, or since it joined.</summary>
    public bool Watched { get; set; }

    public bool HasQuote { get; private set; }

    /// <summary>Newest best bid and ask; only when <see cref="HasQuote"/>.</summary>
    public ref readonly Quote Quote => ref _quote;

    /// <summary>The best levels of the book behind the quote; empty until told.</summary>
    public BookLadder Ladder { get; } = new();

    public bool HasSpotQuote { get; private set; }

    /// <summary>Newest best bid and ask on the leader, in contract units; only when <see cref="HasSpotQuote"/>.</summary>
    public ref readonly SpotQuote SpotQuote => ref _spot;

    /// <summary>The venue adapter lost the book and has not rebuilt it.</summary>
    public bool BookLost { get; private set; }

    /// <summary>Mark price in quote currency; 0 until seen.</summary>
    public decimal MarkPrice { get; private set; }

    public decimal FundingRate { get; private set; }

    /// <summary>The venue told a funding rate; zero may then be meant.</summary>
    public bool FundingKnown { get; private set; }

    /// <summary>When funding is next paid; null until told.</summary>
    public DateTimeOffset? NextFunding { get; private set; }

    /// <summary>Open interest in base currency and turnover of 24 h in quote currency; 0 until told.</summary>
    public decimal OpenInterest { get; private set; }

    public decimal Turnover24h { get; private set; }

    /// <summary>How the price moved lately.</summary>
    public MarketMemory Memory { get; } = new();

    public CascadeBaseline Cascade { get; } = new();

    /// <summary>What the venue last said of our position here.</summary>
    public VenuePosition? VenuePosition { get; set; }

    /// <summary>Engine time of the last fill here.</summary>
    public DateTimeOffset LastFillAt { get; set; } = DateTimeOffset.MinValue;

    /// <summary>When a stop was last asked for, and how often since the position last was covered.</summary>
    public DateTimeOffset ProtectionAskedAt { get; set; } = DateTimeOffset.MinValue;

    public int ProtectionAttempts { get; set; }

    public void See(in Quote quote)
    {
        _quote = quote;
        HasQuote = true;
        BookLost = false;
    }

    public void See(in SpotQuote quote)
    {
        _spot = quote;
        HasSpotQuote = true;
    }

    public void See(in Ticker ticker)
    {
        MarkPrice = ticker.MarkPrice > 0 ? ticker.MarkPrice : MarkPrice;
        FundingRate = ticker.FundingRate;
        FundingKnown = true;
        NextFunding = ticker.NextFunding ?? NextFunding;
        OpenInterest = ticker.OpenInterest > 0 ? ticker.OpenInterest : OpenInterest;
        Turnover24h = ticker.Turnover24h > 0 ? ticker.Turnover24h : Turnover24h;
    }

    public void LoseBook()
    {
        BookLost = true;
        Ladder.Clear();
    }

    /// <summary>Best known price for valuing a position: mark, else mid, else what the venue said; null when nothing is known.</summary>
    public decimal? ValuationPrice =>
        MarkPrice > 0 ? MarkPrice : HasQuote ? _quote.Mid : VenuePosition is { MarkPrice: > 0 } position ? position.MarkPrice : null;

    /// <summary>Age of the book by the venue's own time.</summary>
    public TimeSpan BookAge(DateTimeOffset now) => HasQuote && !BookLost ? now - _quote.VenueTime : TimeSpan.MaxValue;
}
