using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Books;

/// <summary>Goal 1: a book frame to an applied, sequence-checked book, in memory.</summary>
internal static class BookMeasure
{
    public static Measurement Run(string peer, BenchmarkArguments arguments)
    {
        var instruments = MarketInstrument.Make(arguments.Number("symbols", 10));
        IBookContestant contestant = peer switch
        {
            "titan" => new TitanBooks(instruments),
            "floor-reader" => new JsonReaderFloor(instruments),
            "floor-scanner" => new HandScannerFloor(instruments),
            _ => throw new ArgumentException($"no such contestant: {peer}"),
        };
        var frames = new FrameFile(arguments.Required("data"));
        var figures = FramePasses.Run(frames.Count, arguments.Number("seconds", 2), frame => contestant.Handle(frames[frame]));
        var check = new BookCheck();
        contestant.Check(check);
        return figures.Into(new Measurement("book", peer)).With("check", check.ToString());
    }
}
