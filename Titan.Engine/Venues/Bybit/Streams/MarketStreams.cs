using Microsoft.Extensions.Logging;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>
/// All public connections as one, to the engine and to whoever looks: up when every one is subscribed, down when one is lost. What joins later has a
/// connection of its own, so that nothing happens to the running ones.
/// </summary>
internal sealed class MarketStreams : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<IReadOnlyList<Instrument>, int, Action<bool, string>, BybitMarketStream> _make;
    private readonly Action<StreamKind, bool, string> _changed;
    private volatile Part[] _parts;
    private bool? _allUp;
    private bool _closed;

    public MarketStreams(
        IReadOnlyList<Instrument> instruments, BybitOptions options, IVenueSink sink, TimeProvider clock, TimeProvider wall, ILogger log,
        Action<StreamKind, bool, string> changed)
    {
        _changed = changed;
        _make = (part, index, told) => new BybitMarketStream(part, options, sink, clock, wall, log, options.JitterSeed + index, told);
        _parts = [.. MarketTopics.Connections(instruments, options.Depth).Select((part, index) => Make(part, index, counts: true))];
    }

    /// <summary>Of all that count, together; null when there is none.</summary>
    public StreamStatus? Status
    {
        get
        {
            StreamStatus? together = null;
            foreach (var part in _parts)
            {
                if (part.Counts)
                    together = together is null ? part.Stream.Status : Merge(together, part.Stream.Status);
            }

            return together;
        }
    }

    public long FrameCount => _parts.Sum(static part => part.Stream.FrameCount);

    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(_parts.Select(part => part.Stream.StartAsync(cancellationToken)));

    /// <summary>One connection more. It counts from its first subscription on: a beginning is no outage of the others.</summary>
    public Task AddAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        Part added;
        lock (_gate)
        {
            if (_closed)
                return Task.CompletedTask;
            added = Make([instrument], _parts.Length, counts: false);
            _parts = [.. _parts, added];
        }

        return added.Stream.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _closed = true;
        foreach (var part in _parts)
            await part.Stream.DisposeAsync();
    }

    private Part Make(IReadOnlyList<Instrument> instruments, int index, bool counts)
    {
        Part? part = null;
        part = new Part(_make(instruments, index, (up, why) => OnChanged(part!, up, why))) { Counts = counts };
        return part;
    }

    private void OnChanged(Part part, bool up, string why)
    {
        lock (_gate)
        {
            part.Up = up;
            part.Counts |= up;
            var allUp = Array.TrueForAll(_parts, static each => each.Up || !each.Counts);
            if (allUp == _allUp || !part.Counts)
                return;
            _allUp = allUp;
            _changed(StreamKind.Public, allUp, why);
        }
    }

    private static StreamStatus Merge(StreamStatus one, StreamStatus other) => new(
        StreamKind.Public,
        one.Connected && other.Connected,
        // Up since the last one came, down since the first one went.
        one.Connected != other.Connected ? (one.Connected ? other : one).Since : (one.Since > other.Since) == one.Connected ? one.Since : other.Since,
        other.LastMessageAt is { } last && !(one.LastMessageAt > last) ? last : one.LastMessageAt,
        one.Reconnects + other.Reconnects, one.Frames + other.Frames, one.BadFrames + other.BadFrames)
    {
        Repeated = one.Repeated + other.Repeated,
        BooksLost = one.BooksLost + other.BooksLost,
    };

    private sealed class Part(BybitMarketStream stream)
    {
        private volatile bool _counts;

        public BybitMarketStream Stream { get; } = stream;

        public bool Counts
        {
            get => _counts;
            set => _counts = value;
        }

        public bool Up { get; set; }
    }
}
