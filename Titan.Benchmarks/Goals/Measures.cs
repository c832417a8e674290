using Titan.Benchmarks.Books;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Benchmarks.Trades;

namespace Titan.Benchmarks.Goals;

/// <summary>What <c>measure OP PEER</c> can do.</summary>
internal static class Measures
{
    public static Task<Measurement> RunAsync(string operation, string peer, BenchmarkArguments arguments, CancellationToken cancellationToken) => operation switch
    {
        "book" => Task.FromResult(BookMeasure.Run(peer, arguments)),
        "trades" => Task.FromResult(TradeMeasure.Run(peer, arguments)),
        _ => throw new ArgumentException($"no such operation: {operation}"),
    };
}
