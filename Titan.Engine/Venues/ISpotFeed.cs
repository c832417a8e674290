using Titan.Engine.Model;

namespace Titan.Engine.Venues;

/// <summary>
/// Prices of a venue that leads ours; nothing is traded there. It never throws for the venue's sake and never gives up: what goes wrong
/// is in <see cref="Status"/>.
/// </summary>
public interface ISpotFeed : IAsyncDisposable
{
    /// <summary>binance.</summary>
    string Name { get; }

    /// <summary>Connection, subscriptions and counts as they are now; cheap, lock-free, read by health and snapshot.</summary>
    SpotFeedStatus Status { get; }

    /// <summary>Text frames handled since the start, over all connections; lock-step runs compare it with what the venue sent.</summary>
    long FramesReceived { get; }

    /// <summary>Connects and follows these instruments until disposed; returns once it is live, after a failed first attempt, or after 2 s.</summary>
    Task StartAsync(IReadOnlyList<Instrument> instruments, ISpotSink sink, CancellationToken cancellationToken);

    /// <summary>Follows one more instrument beside those of the start, on the same connection; returns once its pair is known or found not to be.</summary>
    Task WatchAsync(Instrument instrument, CancellationToken cancellationToken);

    /// <summary>Changes what is followed to these of the started instruments, by difference: the connection stays.</summary>
    void Follow(IReadOnlyCollection<Instrument> instruments);

    /// <summary>The local order book of an instrument in contract units, best first; null while it is not in sync.</summary>
    BookDepth? DepthOf(Instrument instrument, int levels);
}

/// <summary>Where a spot feed puts what it hears. Called from the feed's tasks; never blocks, never throws.</summary>
public interface ISpotSink
{
    /// <summary>Every print once, in the venue's order per instrument.</summary>
    void OnSpotTrade(in SpotTrade trade);

    /// <summary>A change of the best bid or ask; newest wins per instrument.</summary>
    void OnSpotQuote(in SpotQuote quote);
}
