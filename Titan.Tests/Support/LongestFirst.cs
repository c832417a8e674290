using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Titan.Tests.Support.LongestFirst", "Titan.Tests")]

namespace Titan.Tests.Support;

/// <summary>
/// Collections that take minutes begin first, so that no core waits at the end for one of them alone: journeys in a browser, then whole processes and
/// lock-step runs, then everything that is over in seconds.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "BrowserJourneys", "KillAtAnyInstant", "AxeTests", "Scenarios.FaultTests", "LockStepRun", "OrderEntryFault", "FlattenKilled", "Scenarios", "Browser", "Conformance", "Cli", "Hook", "Api",
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(static collection => Rank(collection.DisplayName)).ThenBy(static collection => collection.DisplayName, StringComparer.Ordinal);

    private static int Rank(string name)
    {
        var rank = Array.FindIndex(Long, part => name.Contains(part, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
