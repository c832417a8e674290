using Titan.Benchmarks.Books;
using Titan.Benchmarks.Journaling;
using Titan.Benchmarks.Judgement;
using Titan.Benchmarks.Lifetimes;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Orders;
using Titan.Benchmarks.Risk;
using Titan.Benchmarks.Running;
using Titan.Benchmarks.Serving;
using Titan.Benchmarks.Streams;
using Titan.Benchmarks.Trades;

namespace Titan.Benchmarks.Goals;

/// <summary>What <c>measure OP PEER</c> can do.</summary>
internal static class Measures
{
    public static Task<Measurement> RunAsync(string operation, string peer, BenchmarkArguments arguments, CancellationToken cancellationToken) => operation switch
    {
        "book" => Task.FromResult(BookMeasure.Run(peer, arguments)),
        "stream" => StreamMeasure.RunAsync(peer, arguments, cancellationToken),
        "trades" => Task.FromResult(TradeMeasure.Run(peer, arguments)),
        "trigger" => TriggerMeasure.RunAsync(peer, arguments, cancellationToken),
        "trigger-floor" => TriggerFloor.RunAsync(arguments, cancellationToken),
        "flatten" => FlattenMeasure.RunAsync(peer, arguments, cancellationToken),
        "flatten-floor" => FlattenFloor.RunAsync(arguments, cancellationToken),
        "api" => ApiMeasure.RunAsync(peer, arguments, cancellationToken),
        "push" => PushMeasure.RunAsync(peer, arguments, cancellationToken),
        "pixel" => BrowserMeasure.RunAsync(peer, arguments, cancellationToken),
        "soak" => SoakMeasure.RunAsync(peer, arguments, cancellationToken),
        "order" => OrderMeasure.RunAsync(peer, arguments, cancellationToken),
        "spring" => Task.FromResult(SpringMeasure.Run(peer, arguments)),
        "map" => Task.FromResult(MapMeasure.Run(peer, arguments)),
        "approval" => Task.FromResult(ApprovalMeasure.Run(peer, arguments)),
        "module-memory" => Task.FromResult(ModuleMemoryMeasure.Run(peer, arguments)),
        "risk" => Task.FromResult(RiskMeasure.Run(peer, arguments)),
        "journal" => JournalMeasure.RunAsync(peer, arguments, cancellationToken),
        "recovery" or "ledger" => RecoveryMeasure.RunAsync(peer, arguments, cancellationToken),
        "start" or "memory" => LifetimeMeasure.RunAsync(operation, peer, arguments, cancellationToken),
        _ => throw new ArgumentException($"no such operation: {operation}"),
    };
}
