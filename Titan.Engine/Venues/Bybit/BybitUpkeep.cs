using Microsoft.Extensions.Logging;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Keeps clock and connections fresh in the background: the offset every ten seconds (a clock that is off
/// denies entries, and must be seen both to go wrong and to come right), the REST connections before the venue or a
/// gateway closes them for idleness. On the wall clock.
/// </summary>
internal sealed class BybitUpkeep(BybitOptions options, BybitDispatcher dispatcher, BybitRest rest, TimeProvider wall, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan WarmInterval = TimeSpan.FromSeconds(55);
    private static readonly TimeSpan ClockInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Measures the clock and opens the connections, then goes on in the background.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await dispatcher.SyncClockAsync(cancellationToken))
            log.LogWarning("Bybit did not tell its time; timestamps are our own until it does");
        await WarmAsync(cancellationToken);
        _running = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var warmed = wall.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(ClockInterval, wall, cancellationToken);
            await dispatcher.SyncClockAsync(cancellationToken);
            if (wall.GetElapsedTime(warmed) < WarmInterval)
                continue;
            warmed = wall.GetTimestamp();
            await WarmAsync(cancellationToken);
        }
    }

    // Asked at once, the requests need a connection each.
    private async Task WarmAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, options.WarmConnections).Select(_ => rest.SendAsync(
            new BybitRequest
            {
                Path = "/v5/market/time",
                Budget = "/v5/market/time",
                Kind = BybitRequestKind.Read,
                Priority = BybitPriority.Read,
                Signed = false,
                IsUpkeep = true,
            },
            cancellationToken)));
}
