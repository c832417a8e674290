using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>
/// Follows an instrument that joins the running session as those of the start are followed: what the strategies need of the past first, then the streams of
/// the venue and of the one that leads.
/// </summary>
internal sealed class InstrumentWatch(IVenue venue, ISpotFeed? spot, MarketMailbox market, IReadOnlyList<BarNeed> needs, Action<EngineInput> post)
{
    /// <summary>Past bars that a venue does not tell are not waited for: the strategies then learn as time goes by.</summary>
    public async Task<EngineInput> BeginAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        var bars = await LoadAsync(venue, needs, [instrument], cancellationToken).ConfigureAwait(false);
        // In the mailbox before the first live event is: the past comes before the present.
        post(new HistoryLoaded(instrument, bars));
        market.Add(instrument);
        await Task.WhenAll(venue.WatchAsync(instrument, cancellationToken), spot?.WatchAsync(instrument, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        return new InstrumentWatched(instrument, bars.Count);
    }

    /// <summary>Closed bars of the past: each interval once per instrument, asked at the same time, held apart by the venue's budget.</summary>
    public static async Task<IReadOnlyList<Bar>> LoadAsync(IVenue venue, IReadOnlyList<BarNeed> needs, IReadOnlyList<Instrument> instruments, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            from need in needs
            from instrument in instruments
            select venue.GetBarsAsync(instrument, need.Interval, need.Count + 1, cancellationToken)).ConfigureAwait(false);
        return [.. answers.SelectMany(answer => answer.Value ?? []).Where(bar => bar.Closed)];
    }
}
