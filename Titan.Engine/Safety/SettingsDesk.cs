using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Safety;

/// <summary>
/// Versions of the configuration (spec titan-trading 6, seed 002 "Configuration Management"): what the process starts with is one, and so is every
/// accepted change of the limits or the whitelist. A change is judged whole and happens whole or not at all; a version is never changed and never goes.
/// </summary>
public sealed class SettingsDesk(Turn turn)
{
    /// <summary>Puts what is in force now on record, when it is not what the last version says.</summary>
    public void Begin()
    {
        var last = turn.State.Settings;
        if (last?.Allowed(turn.Asked) is { } kept && kept != last)
        {
            FallBack(last, kept);
            return;
        }

        if (last is null || last.Hash != ConfigVersion.Of(turn.Config))
        {
            Accept(turn.Config, "start", "system", last is null ? "first start of this ledger" : "the settings of the start are others", last?.Live == true, last?.Whitelist is not null);
        }

        SayWhatOutranksTheFiles(last);
    }

    /// <summary>Sets some limits anew.</summary>
    /// <param name="wanted">By name: maxLeverage.</param>
    /// <param name="confirm">LEVERAGE, when the leverage is raised above 20.</param>
    /// <param name="author">Who asks; his door is the version's source.</param>
    /// <param name="reason">Why, if he says so.</param>
    public SettingsAnswer Change(IReadOnlyDictionary<string, decimal> wanted, string? confirm, Author author, string? reason)
    {
        if (wanted.Count == 0)
        {
            return SettingsAnswer.Wrong([new ConfigProblem("body", "empty", $"at least one of {string.Join(", ", RiskLimits.Values(turn.Config.Risk).Keys)}")]);
        }

        var (risk, unreadable) = RiskLimits.With(turn.Config.Risk, wanted);
        return unreadable.Count > 0
            ? SettingsAnswer.Wrong(unreadable)
            : Take(turn.Config with { Risk = risk }, confirm, author, SourceOf(author), ReasonOf(reason), target: null);
    }

    /// <summary>Puts a symbol on the whitelist or takes it off. Whether the venue lists it, the caller has asked.</summary>
    /// <param name="symbol">As the venue spells it: SOLUSDT.</param>
    /// <param name="add">Put it on; else take it off.</param>
    /// <param name="author">Who asks; his door is the version's source.</param>
    /// <param name="reason">Why, if he says so.</param>
    public SettingsAnswer List(string symbol, bool add, Author author, string? reason)
    {
        var list = turn.Config.Whitelist;
        return WhyNotListed(symbol, add)
            ?? Take(turn.Config with { Whitelist = add ? list.With(symbol) : list.Without(symbol) }, null, author, SourceOf(author), ReasonOf(reason), target: null);
    }

    /// <summary>What stands against the change of the whitelist, or null.</summary>
    public SettingsAnswer? WhyNotListed(string symbol, bool add)
    {
        var list = turn.Config.Whitelist;
        return !WhitelistConfig.IsSymbol(symbol) ? SettingsAnswer.Wrong([new ConfigProblem("symbol", symbol.Length == 0 ? "empty" : symbol, WhitelistConfig.Form)])
            : add && list.Allows(symbol) ? SettingsAnswer.Refused("SYMBOL_LISTED", $"{symbol} is on the whitelist already; nothing was changed.")
            : !add && !list.Allows(symbol) ? SettingsAnswer.Refused("SYMBOL_ABSENT", $"{symbol} is not on the whitelist; nothing was changed.")
            : !add && list.Symbols.Count == 1 ? SettingsAnswer.Refused("LAST_SYMBOL", $"{symbol} is the last one on the whitelist, and an empty one would allow nothing. Add another first, or disarm to stop entries.")
            : null;
    }

    /// <summary>Makes a new version that equals an older one; refused whole when it would change what is read at a start only.</summary>
    public SettingsAnswer Return(SettingsAccepted target, string? confirm, Author author, string? reason)
    {
        if (ConfigVersion.Read(target.Json) is not { } config)
        {
            return SettingsAnswer.Refused("VERSION_UNREADABLE", $"Version {target.Tag} cannot be read by this program.");
        }

        var strange = SettingsVersions.Between(turn.Config with { Risk = config.Risk, Whitelist = config.Whitelist }, config);
        return strange.Count > 0
            ? SettingsAnswer.Refused("NEEDS_A_START", $"Version {target.Tag} has other settings that are read at a start only: {string.Join(", ", strange.Take(5).Select(change => $"{change.Key}={change.New}"))}{(strange.Count > 5 ? " and more" : "")}. Set them and start Titan again.")
            : Take(config, confirm, author, "rollback", ReasonOf(reason), target.Tag);
    }

    private SettingsAnswer Take(TitanConfig config, string? confirm, Author author, string source, string reason, string? target)
    {
        if (RiskLimits.Check(config) is { Count: > 0 } problems)
        {
            return SettingsAnswer.Wrong(problems);
        }

        var (before, last) = (turn.Config, turn.State.Settings);
        if (config.Risk.MaxLeverage > RiskLimits.ConfirmAbove && config.Risk.MaxLeverage > before.Risk.MaxLeverage && confirm?.Trim() != RiskLimits.ConfirmWord)
        {
            return SettingsAnswer.Wrong([new ConfigProblem("confirm", confirm ?? "none", $"type {RiskLimits.ConfirmWord} to allow more than {RiskLimits.ConfirmAbove}x")]);
        }

        var changes = SettingsVersions.Between(before, config);
        if (changes.Count == 0)
        {
            return new SettingsAnswer { Tag = last?.Tag, Changes = changes };
        }

        // What nobody changed while Titan ran stays with the files.
        var limits = last?.Live == true || config.Risk != before.Risk;
        var list = last?.Whitelist is not null || !config.Whitelist.IsSameAs(before.Whitelist);
        Accept(config, source, author.Name, reason, limits, list, target);
        turn.Alert("CONFIG_CHANGE", AlertSeverity.Info, $"{author.Name} changed {string.Join(", ", changes)}: {reason}");
        if (config.Risk.MaxLeverage != before.Risk.MaxLeverage)
        {
            foreach (var instrument in turn.Instruments.All)
            {
                turn.Emit(new SetLeverage(instrument, Math.Min(config.Risk.MaxLeverage, instrument.MaxLeverage)));
            }
        }

        return new SettingsAnswer { Tag = turn.State.Settings!.Tag, Changes = changes };
    }

    // The ranges of this program refuse what an older one accepted.
    private void FallBack(SettingsInForce last, SettingsInForce kept)
    {
        var why = RiskLimits.Check(turn.Config)[0];
        var (limits, list) = (last.Live && !kept.Live, last.Whitelist is not null && kept.Whitelist is null);
        if (limits)
        {
            turn.Alert("CONFIG_FALLBACK", AlertSeverity.Critical, $"The limits of version {last.Tag} are not allowed any more ({why}); those of the files are in force");
        }

        if (list)
        {
            turn.Alert("CONFIG_FALLBACK", AlertSeverity.Critical, $"The whitelist of version {last.Tag} is not allowed any more ({why}); that of the files is in force");
        }

        var reason = !list ? "the stored limits are not allowed any more" : limits ? "the stored limits and whitelist are not allowed any more" : "the stored whitelist is not allowed any more";
        Accept(kept.Over(turn.Asked), "start", "system", reason, kept.Live, kept.Whitelist is not null);
    }

    private void SayWhatOutranksTheFiles(SettingsInForce? last)
    {
        var limits = last is { Live: true } && last.Risk != turn.Asked.Risk;
        var list = last?.Whitelist is not null && !turn.Config.Whitelist.IsSameAs(turn.Asked.Whitelist);
        if (limits && list)
        {
            turn.Alert("CONFIG_OUTRANKS_FILES", AlertSeverity.Medium, $"Limits and whitelist of version {last!.Tag} are in force, not those of files, environment and command line, which differ; change or roll back the version");
        }
        else if (limits)
        {
            turn.Alert("CONFIG_OUTRANKS_FILES", AlertSeverity.Medium, $"The limits of version {last!.Tag} are in force, not those of files, environment and command line, which differ; change or roll back the version");
        }
        else if (list)
        {
            turn.Alert("CONFIG_OUTRANKS_FILES", AlertSeverity.Medium, $"The whitelist of version {last!.Tag} is in force, not that of files, environment and command line, which differs; change or roll back the version");
        }
    }

    private void Accept(TitanConfig config, string source, string by, string reason, bool limits, bool list, string? target = null)
    {
        var last = turn.State.Settings?.Tag;
        turn.Record(new SettingsAccepted(
            SettingsVersions.Tag(turn.Now, last), ConfigVersion.Of(config), source, by, reason, config.Risk, ConfigVersion.Write(config), limits, target is null ? null : last, target,
            list ? config.Whitelist.Symbols : null));
    }

    private static string SourceOf(Author author) => author.Door == "console" ? "console" : "api";

    private static string ReasonOf(string? reason) => (reason ?? "no reason given").Trim();
}

/// <summary>What became of a change: the version in force after it with what it changed, or complaints, or a refusal.</summary>
public sealed record SettingsAnswer
{
    /// <summary>Version in force; null when nothing was accepted.</summary>
    public string? Tag { get; init; }

    /// <summary>What it changed; empty when everything was so already.</summary>
    public IReadOnlyList<SettingChange> Changes { get; init; } = [];

    public IReadOnlyList<ConfigProblem> Problems { get; init; } = [];

    public CommandRefusal? Refusal { get; init; }

    public static SettingsAnswer Wrong(IReadOnlyList<ConfigProblem> problems) => new() { Problems = problems };

    public static SettingsAnswer Refused(string code, string message) => new() { Refusal = new CommandRefusal(true, code, message) };
}
