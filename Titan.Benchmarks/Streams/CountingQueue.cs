using System.Threading.Channels;
using Titan.Benchmarks.Books;
using Titan.Benchmarks.Measuring;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Benchmarks.Streams;

/// <summary>The engine's own mailbox behind a sink that counts: what the loop would find, and when the last frame was in it.</summary>
internal sealed class CountingQueue : QuietSink
{
    private readonly Channel<byte> _bell = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MarketMailbox _mailbox;
    private readonly Quote[] _last;
    private readonly EngineCore _core;
    private readonly int _expected;
    private readonly int _cold;
    private WorkMeter? _meter;
    private int _seen;

    public CountingQueue(IReadOnlyList<Instrument> instruments, int expected, int cold)
    {
        (_expected, _cold) = (expected, cold);
        _last = new Quote[instruments.Count];
        _mailbox = new MarketMailbox(() => _bell.Writer.TryWrite(0));
        _mailbox.Fill(instruments);
        _core = new EngineCore(new EngineState(), new TitanConfig(), []);
        _core.Prepare(instruments, []);
    }

    public Task Done => _done.Task;

    /// <summary>Processor time of the first, cold frames.</summary>
    public TimeSpan Cold { get; private set; }

    /// <summary>Figures from the first warm to the last frame.</summary>
    public (TimeSpan Wall, TimeSpan Processor, long Allocated) Stopped { get; private set; }

    public int Lost { get; private set; }

    public int Depth => _mailbox.Depth;

    public override void OnQuote(in Quote quote)
    {
        if (_seen == 0 || _seen == _cold)
        {
            Cold = _meter?.Processor ?? TimeSpan.Zero;
            _meter = new WorkMeter();
        }

        _last[quote.Instrument.Index] = quote;
        _mailbox.Put(quote);
        if (++_seen == _expected)
        {
            Stopped = (_meter!.Wall, _meter.Processor, _meter.Allocated);
            _done.TrySetResult();
        }
    }

    public override void OnBookLost(Instrument instrument, string why) => Lost++;

    /// <summary>Empties the mailbox into a core without strategies, as the loop does.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _bell.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _bell.Reader.TryRead(out _);
                _mailbox.Drain(_core, TimeProvider.System.GetUtcNow, static () => { });
            }
        }
        catch (OperationCanceledException)
        {
            // Measured.
        }
    }

    public void Check(BookCheck check)
    {
        foreach (var quote in _last)
        {
            check.Add(quote.Instrument.Index, quote.BidTicks, quote.BidLots, quote.AskTicks, quote.AskLots);
        }
    }
}
