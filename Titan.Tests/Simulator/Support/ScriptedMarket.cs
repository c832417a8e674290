using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Support;

/// <summary>A market that does exactly what a test says, one step after the other.</summary>
internal sealed class ScriptedMarket(DateTimeOffset start, params InstrumentSpec[] instruments) : IMarketSource
{
    private readonly Queue<MarketStep> _steps = new();

    public IReadOnlyList<InstrumentSpec> Instruments => instruments;

    public DateTimeOffset Start => start;

    public IReadOnlyList<MarketBar> History(string symbol) => [];

    public MarketStep? Next() => _steps.TryDequeue(out var step) ? step : null;

    public void Add(MarketStep step) => _steps.Enqueue(step);
}
