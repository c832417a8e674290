using System.Globalization;
using Titan.Benchmarks.Books;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Streams;

namespace Titan.Benchmarks.Trades;

/// <summary>Goal 3: public trade frames to normalised trades.</summary>
internal static class TradeMeasure
{
    public static Measurement Run(string peer, BenchmarkArguments arguments)
    {
        var instruments = MarketInstrument.Make(arguments.Number("symbols", 10));
        var frames = new FrameFile(arguments.Required("data"));
        var count = new Counter();
        Action<int> one;
        if (peer == "titan")
        {
            var reader = new MarketFrames([.. instruments.Select(static instrument => instrument.ToInstrument())], SimulatedBook.Depth, count, static (_, _) => { });
            one = frame => reader.Handle(frames[frame], TimeProvider.System.GetUtcNow());
        }
        else if (peer == "floor-reader")
        {
            var floor = new TradeReaderFloor(instruments);
            one = frame => count.Trades += floor.Read(frames[frame]);
        }
        else
        {
            throw new ArgumentException($"no such contestant: {peer}");
        }

        // The file is played many times and de-duplication would rightly drop every repeat within its memory; it forgets after
        // 8,192 ids and the file holds far more.
        var figures = FramePasses.Run(frames.Count, arguments.Number("seconds", 2), one);
        var perPass = (double)count.Trades / figures.Passes;
        return figures.Into(new Measurement("trades", peer), perPass / frames.Count)
            .With("check", Math.Round(perPass).ToString(CultureInfo.InvariantCulture));
    }

    private sealed class Counter : QuietSink
    {
        public long Trades { get; set; }

        public override void OnTrade(in Trade trade) => Trades++;
    }
}
