using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Stub;

/// <summary>What the stub's market does once a client listens.</summary>
internal interface IStubScenario
{
    /// <summary>Positions that orders close; null where orders are cancelled at once.</summary>
    StubAccount? Account => null;

    /// <summary>How long the venue takes for an order.</summary>
    TimeSpan AnswerAfter => TimeSpan.Zero;

    /// <summary>A public connection subscribed; called for every subscription with all topics of that connection so far.</summary>
    void Subscribed(StubConnection connection, IReadOnlySet<string> topics, StubVenue venue);

    /// <summary>An order's last byte was read at this timestamp.</summary>
    void OrderArrived(long timestamp);

    /// <summary>Adds what was measured here to the stub's line.</summary>
    void Describe(Measurement line);
}
