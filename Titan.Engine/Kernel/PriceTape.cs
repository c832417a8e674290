using System.Collections.Concurrent;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>
/// Keeps each instrument's prices of the last day for charts. Filled once with the bars that the strategies learn from, then twice a second from
/// what the engine sees. It follows the loop and never holds it: no lock, no allocation once an instrument is known.
/// </summary>
public sealed class PriceTape : IPriceHistory
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>A quote may be this old and still be the price; a venue that is connected and says nothing for longer is not believed.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<InstrumentId, PriceTrack> _tracks = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public IReadOnlyList<PricedInstrument> Instruments =>
        [.. _tracks.Values.Where(track => !track.IsEmpty).Select(track => new PricedInstrument(track.Instrument.Id, track.Instrument.PriceDecimals)).OrderBy(one => one.Id.Value, StringComparer.Ordinal)];

    public PricePoint? Newest(InstrumentId instrument) => _tracks.GetValueOrDefault(instrument)?.Newest;

    public IReadOnlyList<PricePoint> Read(InstrumentId instrument, DateTimeOffset from, DateTimeOffset to, int mostPoints) =>
        _tracks.GetValueOrDefault(instrument)?.Read(from, to, mostPoints) ?? [];

    /// <summary>Closed bars of the past, oldest first of each instrument.</summary>
    public void Learn(IEnumerable<Bar> bars)
    {
        foreach (var bar in bars)
        {
            TrackOf(bar.Instrument).Learn(bar);
        }
    }

    /// <summary>What is seen now. A lost book or a silent venue has no price: the line breaks there.</summary>
    public void See(Surroundings surroundings, DateTimeOffset now)
    {
        if (now < _next)
        {
            return;
        }

        _next = now + Every;
        if (surroundings.PublicDownSince is not null)
        {
            return;
        }

        for (var index = 0; index < surroundings.Sights.Count; index++)
        {
            if (surroundings.Sights[index] is { HasQuote: true, BookLost: false } sight && now - sight.Quote.ReceivedAt <= Believed)
            {
                TrackOf(sight.Instrument).Put(now, (double)sight.Quote.Mid);
            }
        }
    }

    private PriceTrack TrackOf(Instrument instrument) =>
        _tracks.TryGetValue(instrument.Id, out var track) ? track : _tracks.GetOrAdd(instrument.Id, static (_, added) => new PriceTrack(added), instrument);
}
