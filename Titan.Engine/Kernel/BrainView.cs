using System.Collections.Immutable;
using Titan.Engine.Model;
using Titan.Engine.Risk;

namespace Titan.Engine.Kernel;

/// <summary>
/// The Brain for people (spec titan-trading 3): phase, capital, headroom, portfolio, the newest decisions. Money in USDT, weights and risk as
/// fractions; null wherever equity is unknown.
/// </summary>
public sealed record BrainView
{
    /// <summary>Before the engine said anything.</summary>
    public static BrainView Unknown { get; } = new();

    /// <summary>Phase by equity with hysteresis, 1 to 3.</summary>
    public int? Phase { get; init; }
    public DateTimeOffset? PhaseSince { get; init; }

    /// <summary>Equity at which the next phase begins; null in phase 3 or while unknown.</summary>
    public decimal? NextPhaseAt { get; init; }

    /// <summary>Equity below which the phase falls; null in phase 1 or while unknown.</summary>
    public decimal? PhaseFallsBelow { get; init; }

    /// <summary>MICRO, SMALL, MEDIUM, LARGE or INSTITUTIONAL.</summary>
    public string? Tier { get; init; }

    /// <summary>Sum of notionals over equity that is allowed now: the least of tier, user and total ceiling.</summary>
    public decimal? LeverageCap { get; init; }

    /// <summary>Phases 1 to 3 with weight and performance; those not installed keep their capital unallocated.</summary>
    public ImmutableArray<PhaseView> Phases { get; init; } = [];

    /// <summary>The override in force; null when the formula rules.</summary>
    public OverrideView? Override { get; init; }

    /// <summary>Margin that the installed phases may use, and use.</summary>
    public decimal? AllocatedMargin { get; init; }
    public decimal UsedMargin { get; init; }

    /// <summary>Loss if every stop filled, and the most that is allowed.</summary>
    public decimal OpenRisk { get; init; }
    public decimal? MaxOpenRisk { get; init; }

    /// <summary>What may still be lost today, open risk taken off; never below 0.</summary>
    public decimal? DailyHeadroom { get; init; }
    public PortfolioNumbers Portfolio { get; init; } = new();

    /// <summary>The last moderate liquidation cascade while entries rest because of it.</summary>
    public CascadePause? Cascade { get; init; }

    /// <summary>Decisions, newest first, at most 20; older ones are in the history.</summary>
    public ImmutableArray<DecisionView> Decisions { get; init; } = [];
}

/// <summary>One phase: its share of the capital and how it did in the last seven days.</summary>
/// <param name="Phase">1 Scavenger, 2 Hunter, 3 Sentinel.</param>
/// <param name="Name">Its strategy.</param>
/// <param name="Installed">False: its capital stays unallocated.</param>
/// <param name="Weight">Share of equity as margin; null while equity is unknown.</param>
/// <param name="AllocatedMargin">Equity times weight times modifier; null when not installed or unknown.</param>
/// <param name="Sharpe">Rolling seven days; null with fewer than two trades.</param>
/// <param name="Modifier">0.5, 1 or 1.2.</param>
/// <param name="ModifierReason">Why.</param>
/// <param name="Trades">Trades of the seven days.</param>
/// <param name="Approved">Intents approved since the start of the process.</param>
/// <param name="Denied">Intents denied since the start of the process.</param>
public sealed record PhaseView(
    int Phase, string Name, bool Installed, decimal? Weight, decimal? AllocatedMargin, decimal? Sharpe, decimal Modifier, string ModifierReason, int Trades, int Approved, int Denied)
{
    /// <summary>Percent of intents approved; null before the first.</summary>
    public decimal? ApprovalRate => Approved + Denied == 0 ? null : 100m * Approved / (Approved + Denied);

    /// <summary>Fewer than half of twenty or more were approved.</summary>
    public bool Flagged => Approved + Denied >= 20 && ApprovalRate < 50m;
}

/// <summary>Weights set by hand, with their end.</summary>
public sealed record OverrideView(decimal W1, decimal W2, decimal W3, string By, string Reason, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>One judged intent in short. The whole record is in the history under its correlation.</summary>
public sealed record DecisionView(
    long Sequence, DateTimeOffset At, string Correlation, string Strategy, string? TrapType, string Symbol, Side Side, bool Approved, string? Gate, string? Code, decimal Quantity,
    decimal AuthorisedQuantity, string Why, string Numbers);
