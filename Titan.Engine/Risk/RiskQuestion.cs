using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Risk;

/// <summary>Everything a gate may look at: the intent, the state, the surroundings, totals kept up to date, the limits, the time.</summary>
public readonly ref struct RiskQuestion(
    ref readonly Intent intent, EngineState state, Surroundings surroundings, InstrumentTable instruments, Exposure exposure, Brain brain, TitanConfig config,
    decimal quantity, DateTimeOffset now)
{
    private readonly ref readonly Intent _intent = ref intent;

    public ref readonly Intent Intent => ref _intent;

    public EngineState State { get; } = state;

    public Surroundings Surroundings { get; } = surroundings;

    public InstrumentTable Instruments { get; } = instruments;

    public Exposure Exposure { get; } = exposure;

    public Brain Brain { get; } = brain;

    public TitanConfig Config { get; } = config;

    /// <summary>Quantity that sizing asked for, base currency.</summary>
    public decimal Requested { get; } = quantity;

    /// <summary>Quantity that the gates before left of it, base currency.</summary>
    public decimal Quantity { get; init; } = quantity;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Leverage that the position would have: the least of intent, user and venue.</summary>
    public decimal Leverage => Math.Max(1m, Math.Min(Math.Min(_intent.Leverage, Config.Risk.MaxLeverage), _intent.Instrument.MaxLeverage));
}
