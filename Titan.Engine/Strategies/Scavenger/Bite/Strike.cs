using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>A trap that sprang, from TRAP_SPRUNG to CONFIRM or ABORT, with the burst that confirmed it. Volumes in base currency.</summary>
internal sealed class Strike(Trap trap, SymbolWatch symbol, decimal price, DateTimeOffset at, DateTimeOffset dueAt)
{
    /// <summary>Marks its notes, its intent, its verdict and its order: one id for the whole story (spec titan-trading 4.1).</summary>
    public CorrelationId Id { get; } = new(string.Create(CultureInfo.InvariantCulture, $"{ScavengerStrategy.StrategyName}-{trap.Instrument.Id}-{at.ToUnixTimeMilliseconds()}"));

    public Trap Trap => trap;

    public SymbolWatch Symbol => symbol;

    /// <summary>Spot price that touched it.</summary>
    public decimal Price => price;

    public DateTimeOffset At => at;

    /// <summary>When the hold ends.</summary>
    public DateTimeOffset DueAt => dueAt;

    public int Trades { get; } = symbol.Burst.Trades;

    public decimal MicroCvd { get; } = symbol.Burst.MicroCvd;

    public decimal BurstVolume { get; } = symbol.Burst.Volume;

    public TimeSpan Elapsed { get; } = symbol.Burst.Elapsed;

    /// <summary>Share of the burst that one side took more than the other, -1 to 1.</summary>
    public decimal Imbalance => BurstVolume == 0 ? 0m : MicroCvd / BurstVolume;
}
