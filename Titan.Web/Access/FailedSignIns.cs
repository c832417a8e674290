using System.Collections.Concurrent;

namespace Titan.Web.Access;

/// <summary>
/// Wrong passwords per address, this machine included: ten at once, then one every six seconds. Stopping acts are always heard, but an
/// address that used its tries up waits in one slow lane, so that guessing costs at most one processor. Bounded.
/// </summary>
public sealed class FailedSignIns(WallClock clock) : IDisposable
{
    private const double Most = 10;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slowLane = new(1, 1);

    /// <summary>The address has tries left.</summary>
    public bool MayTry(string address) => !_tries.TryGetValue(address, out var tries) || Left(tries) >= 1;

    public void Count(string address)
    {
        if (_tries.Count >= MostAddresses)
        {
            _tries.Clear();
        }

        _tries.AddOrUpdate(address, _ => new Tries(Most - 1, clock.Time.GetTimestamp()), (_, tries) => new Tries(Math.Max(0, Left(tries) - 1), clock.Time.GetTimestamp()));
    }

    /// <summary>Waits for the one lane of addresses without tries; dispose the place to leave it.</summary>
    public async Task<IDisposable> EnterSlowLaneAsync(CancellationToken cancellationToken)
    {
        await _slowLane.WaitAsync(cancellationToken);
        return new Place(_slowLane);
    }

    public void Dispose() => _slowLane.Dispose();

    private double Left(Tries tries) => Math.Min(Most, tries.Left + (clock.Time.GetElapsedTime(tries.At) / Refill));

    private readonly record struct Tries(double Left, long At);

    private sealed class Place(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
