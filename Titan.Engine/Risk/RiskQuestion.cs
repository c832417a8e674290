using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Risk;

/// <summary>Everything a gate may look at: the intent, the state, the surroundings, totals kept up to date, the limits, the time.</summary>
public readonly ref struct RiskQuestion(
    ref readonly Intent intent, EngineState state, Surroundings surroundings, Exposure exposure, TitanConfig config, decimal quantity, DateTimeOffset now)
{
    private readonly ref readonly Intent _intent = ref intent;

    public ref readonly Intent Intent => ref _intent;

    public EngineState State { get; } = state;

    public Surroundings Surroundings { get; } = surroundings;

    public Exposure Exposure { get; } = exposure;

    public TitanConfig Config { get; } = config;

    /// <summary>Quantity that sizing allows, base currency.</summary>
    public decimal Quantity { get; } = quantity;

    public DateTimeOffset Now { get; } = now;
}
