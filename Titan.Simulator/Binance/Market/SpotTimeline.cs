using Titan.Simulator.Market;

namespace Titan.Simulator.Binance.Market;

/// <summary>
/// One market, told twice: the contracts' steps exactly as the source makes them, and before each of them the same step as spot shows
/// it. The source is read a little ahead for that; what it makes is not changed by a single byte.
/// </summary>
internal sealed class SpotTimeline
{
    private readonly IMarketSource _source;
    private readonly SpotLead _lead;
    private readonly SpotShadow[] _shadows;
    private readonly Queue<MarketStep> _contracts = new();
    private readonly Queue<SpotStep> _spot = new();
    private DateTimeOffset _readTo = DateTimeOffset.MinValue;
    private bool _ended;

    public SpotTimeline(IMarketSource source, int seed)
    {
        _source = source;
        _lead = new SpotLead(seed);
        var lively = source is SeededMarket;
        Listings = [.. source.Instruments.Select(spec => SpotListing.Of(spec, lively))];
        _shadows = [.. Listings.Select((listing, i) => lively
            ? new LivelyShadow(listing, source.History(listing.Contract), seed, i)
            : (SpotShadow)new PlainShadow(listing))];
        Fill();
    }

    public IReadOnlyList<SpotListing> Listings { get; }

    /// <summary>The contracts' next step; null when the source has ended.</summary>
    public MarketStep? NextContracts => _contracts.TryPeek(out var step) ? step : null;

    /// <summary>Spot's next step; always one that is due before the contracts', or not at all.</summary>
    public SpotStep? NextSpot => _spot.TryPeek(out var step) ? step : null;

    public MarketStep TakeContracts()
    {
        var step = _contracts.Dequeue();
        Fill();
        return step;
    }

    public SpotStep TakeSpot() => _spot.Dequeue();

    // Reads on until nothing that is still unread could be due on spot before the contracts' next step.
    private void Fill()
    {
        while (!_ended && (_contracts.Count == 0 || _readTo.AddMilliseconds(-SpotLead.MostMs) <= _contracts.Peek().At))
        {
            if (_source.Next() is not { } step)
            {
                _ended = true;
                return;
            }

            _readTo = step.At;
            _contracts.Enqueue(step);
            _spot.Enqueue(Shadow(step));
        }
    }

    private SpotStep Shadow(MarketStep step)
    {
        var due = _lead.DueOf(step.At);
        var parts = new List<SpotPart>(step.Instruments.Count);
        foreach (var part in step.Instruments)
            if (Array.Find(_shadows, shadow => shadow.Listing.Contract == part.Symbol) is { } shadow) parts.Add(shadow.Follow(part, step.At));
        return new SpotStep(due, parts);
    }
}
