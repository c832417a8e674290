using Titan.Engine.Configuration;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Engine.Shadow;

namespace Titan.Engine.Kernel;

/// <summary>How a command ended.</summary>
public enum CommandStatus
{
    Done,

    /// <summary>Still working after its time to answer; goes on in the engine.</summary>
    StillRunning,

    /// <summary>Refused: the state does not allow it (HTTP 409).</summary>
    Refused,

    /// <summary>Refused: the command itself is wrong (HTTP 400).</summary>
    Invalid,

    /// <summary>What it names does not exist (HTTP 404).</summary>
    NotFound,

    /// <summary>The venue could not be asked (HTTP 503).</summary>
    Unreachable,

    /// <summary>The venue does not list what it names (HTTP 422).</summary>
    Unlisted,
}

/// <summary>Answer to a command. <see cref="Code"/> is a stable word (ARM_REFUSED, FLATTEN_RUNNING …) when it was not done.</summary>
public sealed record CommandResult(CommandStatus Status, string Code, string Message)
{
    /// <summary>Failed preconditions of ARM: name and cure.</summary>
    public IReadOnlyList<Precondition> Failed { get; init; } = [];

    /// <summary>One row per symbol (flatten) or per order (cancel).</summary>
    public IReadOnlyList<CommandRow> Rows { get; init; } = [];

    public IReadOnlyList<MismatchView> Mismatches { get; init; } = [];
    public bool InSync { get; init; }
    public int ShadowCount { get; init; }
    public int VenueCount { get; init; }

    /// <summary>Positions closed, or orders cancelled.</summary>
    public int Count { get; init; }

    /// <summary>From the command to its answer, engine time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Each step of a kill, in order.</summary>
    public IReadOnlyList<ActStep> Steps { get; init; } = [];

    /// <summary>What a finished flatten did.</summary>
    public FlattenReceipt? Receipt { get; init; }

    /// <summary>Both sides of every symbol, for the workbench.</summary>
    public IReadOnlyList<ComparisonRow> Comparison { get; init; } = [];

    /// <summary>The version of the settings in force after a change, and what it changed.</summary>
    public string? VersionTag { get; init; }

    public IReadOnlyList<SettingChange> Changes { get; init; } = [];

    /// <summary>The whitelist in force after a change of the settings.</summary>
    public IReadOnlyList<string> Whitelist { get; init; } = [];

    /// <summary>Complaints field by field, when a change was refused.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; init; } = [];

    /// <summary>The run that refuses a second flatten.</summary>
    public string? RunningId { get; init; }

    public static CommandResult Done(string message) => new(CommandStatus.Done, "OK", message);

    public static CommandResult Refused(string code, string message) => new(CommandStatus.Refused, code, message);

    public static CommandResult Invalid(string code, string message) => new(CommandStatus.Invalid, code, message);
}

/// <summary>What a command did to one symbol or order.</summary>
public sealed record CommandRow(string Symbol, bool Success, string? OrderId = null, decimal? FillPrice = null, string? Error = null);

/// <summary>One difference between Shadow State and venue, with what was done about it. Quantities signed, base currency.</summary>
public sealed record MismatchView(string Symbol, DriftKind Kind, decimal ShadowQuantity, decimal VenueQuantity, string Action);
