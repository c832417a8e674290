using Microsoft.Extensions.Logging;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>
/// All public connections as one: up when every one is subscribed, down when one is lost. What joins later has a connection of its own, so that nothing
/// happens to the running ones.
/// </summary>
internal sealed class MarketStreams : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<IReadOnlyList<Instrument>, int, Action<bool, string>, BybitMarketStream> _make;
    private readonly Action<StreamKind, bool, string> _changed;
    private volatile BybitMarketStream[] _streams;
    private bool[] _up;
    private bool? _allUp;
    private bool _closed;

    public MarketStreams(
        IReadOnlyList<Instrument> instruments, BybitOptions options, IVenueSink sink, TimeProvider clock, TimeProvider wall, ILogger log,
        Action<StreamKind, bool, string> changed)
    {
        _changed = changed;
        _make = (part, index, told) => new BybitMarketStream(part, options, sink, clock, wall, log, options.JitterSeed + index, told);
        var parts = MarketTopics.Connections(instruments, options.Depth).ToArray();
        _up = new bool[parts.Length];
        _streams = [.. parts.Select((part, index) => _make(part, index, (up, why) => OnChanged(index, up, why)))];
    }

    public IEnumerable<StreamStatus> Status => _streams.Select(static stream => stream.Status);

    public long FrameCount => _streams.Sum(static stream => stream.FrameCount);

    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(_streams.Select(stream => stream.StartAsync(cancellationToken)));

    /// <summary>One connection more. It counts from its first subscription on: a beginning is no outage of the others.</summary>
    public Task AddAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        BybitMarketStream added;
        lock (_gate)
        {
            if (_closed)
                return Task.CompletedTask;
            var (index, counts) = (_streams.Length, false);
            added = _make([instrument], index, (up, why) =>
            {
                counts |= up;
                if (counts)
                    OnChanged(index, up, why);
            });
            _up = [.. _up, true];
            _streams = [.. _streams, added];
        }

        return added.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _closed = true;
        foreach (var stream in _streams)
            await stream.DisposeAsync();
    }

    private void OnChanged(int index, bool up, string why)
    {
        lock (_gate)
        {
            _up[index] = up;
            var allUp = Array.TrueForAll(_up, static each => each);
            if (allUp == _allUp)
                return;
            _allUp = allUp;
            _changed(StreamKind.Public, allUp, why);
        }
    }
}
