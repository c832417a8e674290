using Titan.Simulator.Market;

namespace Titan.Simulator.Binance.Market;

/// <summary>
/// One market, told twice: the contracts' steps exactly as the source makes them, and before each of them the same step as spot shows
/// it. The source is read a little ahead for that; what it makes is not changed by a single byte. A second source may be spot itself:
/// then its steps come at their own times.
/// </summary>
internal sealed class SpotTimeline
{
    private readonly IMarketSource _source;
    private readonly IMarketSource? _spotSource;
    private readonly SpotLead _lead;
    private readonly SpotShadow[] _shadows;
    private readonly Queue<MarketStep> _contracts = new();
    private readonly Queue<SpotStep> _spot = new();
    private DateTimeOffset _readTo = DateTimeOffset.MinValue;
    private bool _ended;

    /// <param name="source">The contracts' market.</param>
    /// <param name="seed">Of lead and spot.</param>
    /// <param name="spot">A recording of spot over the same days; null: spot is made out of the contracts' market.</param>
    public SpotTimeline(IMarketSource source, int seed, IMarketSource? spot = null)
    {
        _source = source;
        _spotSource = spot;
        _lead = new SpotLead(seed);
        var lively = source is SeededMarket && spot is null;
        var listed = spot ?? source;
        Listings = [.. listed.Instruments.Select(spec => SpotListing.Of(spec, lively))];
        _shadows = [.. Listings.Select((listing, i) => lively
            ? new LivelyShadow(listing, source.History(listing.Contract), seed, i)
            : (SpotShadow)new PlainShadow(listing))];
        if (spot is not null) SkipTo(spot, source.Start);
        Fill();
    }

    public IReadOnlyList<SpotListing> Listings { get; }

    /// <summary>The contracts' next step; null when the source has ended.</summary>
    public MarketStep? NextContracts => _contracts.TryPeek(out var step) ? step : null;

    /// <summary>Spot's next step; made out of the contracts' it is due before theirs, recorded it is due when it was.</summary>
    public SpotStep? NextSpot => _spot.TryPeek(out var step) ? step : null;

    public MarketStep TakeContracts()
    {
        var step = _contracts.Dequeue();
        Fill();
        return step;
    }

    public SpotStep TakeSpot()
    {
        var step = _spot.Dequeue();
        if (_spotSource?.Next() is { } next) _spot.Enqueue(Shadow(next, next.At));
        return step;
    }

    // A recording of spot that began earlier starts with what it last showed before the contracts' first step.
    private void SkipTo(IMarketSource spot, DateTimeOffset start)
    {
        MarketStep? last = null;
        while (spot.Next() is { } step)
        {
            if (step.At > start)
            {
                if (last is not null) _spot.Enqueue(Shadow(last, start));
                _spot.Enqueue(Shadow(step, step.At));
                return;
            }

            last = step;
        }
    }

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
            if (_spotSource is null) _spot.Enqueue(Shadow(step, _lead.DueOf(step.At)));
        }
    }

    private SpotStep Shadow(MarketStep step, DateTimeOffset due)
    {
        var parts = new List<SpotPart>(step.Instruments.Count);
        foreach (var part in step.Instruments)
            if (Array.Find(_shadows, shadow => shadow.Listing.Contract == part.Symbol) is { } shadow) parts.Add(shadow.Follow(part, step.At));
        return new SpotStep(due, parts);
    }
}
