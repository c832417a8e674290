using Microsoft.Extensions.Logging;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>All public connections as one: up when every one is subscribed, down when one is lost.</summary>
internal sealed class MarketStreams : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly BybitMarketStream[] _streams;
    private readonly bool[] _up;
    private readonly Action<StreamKind, bool, string> _changed;
    private bool? _allUp;

    public MarketStreams(
        IReadOnlyList<Instrument> instruments, BybitOptions options, IVenueSink sink, TimeProvider clock, TimeProvider wall, ILogger log,
        Action<StreamKind, bool, string> changed)
    {
        _changed = changed;
        var parts = MarketTopics.Connections(instruments, options.Depth).ToArray();
        _up = new bool[parts.Length];
        _streams = [.. parts.Select((part, index) => new BybitMarketStream(
            part, options, sink, clock, wall, log, options.JitterSeed + index, (up, why) => OnChanged(index, up, why)))];
    }

    public IEnumerable<StreamStatus> Status => _streams.Select(static stream => stream.Status);

    public long FrameCount => _streams.Sum(static stream => stream.FrameCount);

    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(_streams.Select(stream => stream.StartAsync(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
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
