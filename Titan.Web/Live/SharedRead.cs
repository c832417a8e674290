using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>How a view is read that reads the same for every viewer of one language and zone.</summary>
/// <param name="Key">What it depends on besides the snapshot and the time, compared by value; null for nothing.</param>
/// <param name="Read">
/// Reads it: pure, from any thread, and kept for as long as anybody shows it, so it must hold on to nothing of the component that gave it.
/// </param>
public sealed record SharedRead<TView>(object? Key, Func<EngineSnapshot, DateTimeOffset, TView> Read)
    where TView : class, IEquatable<TView>
{
    /// <summary>Shortest time between two editions; none when left out.</summary>
    public TimeSpan Between { get; init; }
}
