using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Stub;

/// <summary>No market at all: orders only.</summary>
internal sealed class QuietScenario : IStubScenario
{
    public void Subscribed(StubConnection connection, IReadOnlySet<string> topics, StubVenue venue)
    {
    }

    public void OrderArrived(long timestamp)
    {
    }

    public void Describe(Measurement line)
    {
    }
}
