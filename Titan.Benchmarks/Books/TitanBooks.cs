using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit.Streams;

namespace Titan.Benchmarks.Books;

/// <summary>The adapter's own frame handling as its socket calls it: receive time, scanner, sequence check, book, quote to the sink.</summary>
internal sealed class TitanBooks : IBookContestant
{
    private readonly Sink _sink = new();
    private readonly MarketFrames _frames;
    private readonly int _count;

    public TitanBooks(IReadOnlyList<MarketInstrument> instruments)
    {
        _count = instruments.Count;
        _frames = new MarketFrames([.. instruments.Select(static instrument => instrument.ToInstrument())], SimulatedBook.Depth, _sink, static (_, why) => throw new InvalidDataException(why));
    }

    public void Handle(ReadOnlySpan<byte> frame)
    {
        if (_frames.Handle(frame, TimeProvider.System.GetUtcNow()) != MarketFrameKind.Handled)
        {
            throw new InvalidDataException("a frame was not understood");
        }
    }

    public void Check(BookCheck check)
    {
        for (var slot = 0; slot < _count; slot++)
        {
            var book = _frames.Book(slot);
            check.Add(slot, book.Bids.BestTicks, book.Bids.BestLots, book.Asks.BestTicks, book.Asks.BestLots);
        }
    }

    private sealed class Sink : QuietSink
    {
        private long _seen;

        public override void OnQuote(in Quote quote) => _seen += quote.BidTicks + quote.AskTicks;
    }
}
