using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>One limit that would change, ready to read.</summary>
public sealed record LimitLine(Limit Limit, decimal OldValue, decimal NewValue, LimitTurn Turn)
{
    public string Old => LimitText.Say(Limit, OldValue);

    public string New => LimitText.Say(Limit, NewValue);
}

/// <summary>Somebody else set the limit after typing began.</summary>
/// <param name="Value">In force now, in the unit of the field.</param>
/// <param name="By">Who set it; null while the ledger has not told.</param>
public sealed record LimitClash(string Value, string? By)
{
    public string Words => By is { } name ? T("Changed to {0} by {1} since you began.", Value, name) : T("Changed to {0} since you began.", Value);
}

/// <summary>
/// A draft held against what is in force: what would change, what the engine would refuse and where somebody else was faster. Judged by the
/// engine's own rules, so page and engine cannot disagree about a value.
/// </summary>
public sealed record LimitReview
{
    public IReadOnlyList<LimitLine> Lines { get; private init; } = [];

    /// <summary>Why a field would be refused, by name.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; private init; } = new Dictionary<string, string>();

    /// <summary>Complaints that belong to no field.</summary>
    public IReadOnlyList<string> Others { get; private init; } = [];

    public IReadOnlyDictionary<string, LimitClash> Clashes { get; private init; } = new Dictionary<string, LimitClash>();

    /// <summary>The limits as they would be; those in force where nothing readable was typed.</summary>
    public required RiskConfig Risk { get; init; }

    public bool IsSound => Problems.Count == 0 && Others.Count == 0;

    /// <summary>Something would change, nothing stands against it, and the viewer decided wherever somebody else was faster.</summary>
    public bool MaySave => Lines.Count > 0 && IsSound && Clashes.Count == 0;

    public bool Loosens => Lines.Any(line => line.Turn == LimitTurn.Riskier);

    /// <summary>The engine will ask for its word (spec titan-trading 6).</summary>
    public bool AsksWord => Lines.Any(line => line.Limit.Name == "maxLeverage" && line.NewValue > RiskLimits.ConfirmAbove && line.NewValue > line.OldValue);

    public IReadOnlyDictionary<string, decimal> Wanted => Lines.ToDictionary(line => line.Limit.Name, line => line.NewValue, StringComparer.Ordinal);

    /// <param name="draft">What was typed.</param>
    /// <param name="config">The configuration with the limits in force.</param>
    /// <param name="entries">Versions, newest first, which know who changed what.</param>
    public static LimitReview Of(LimitDraft draft, TitanConfig config, IReadOnlyList<SettingsEntry> entries)
    {
        if (draft.IsEmpty)
        {
            return new LimitReview { Risk = config.Risk };
        }

        var now = RiskLimits.Values(config.Risk);
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var clashes = new Dictionary<string, LimitClash>(StringComparer.Ordinal);
        var lines = new List<LimitLine>();
        foreach (var limit in Limits.All)
        {
            if (!draft.Typed.TryGetValue(limit.Name, out var typed))
            {
                continue;
            }

            var current = now[limit.Name];
            var (value, problem) = LimitText.Read(limit, typed.Text);
            if (problem is not null)
            {
                problems[limit.Name] = problem;
            }
            else if (value != current)
            {
                lines.Add(new LimitLine(limit, current, value!.Value, Limits.Turn(limit.Name, current, value.Value)));
            }

            // Who reads the value that somebody else just set has nothing to decide.
            if (typed.Began != current && value != current)
            {
                clashes[limit.Name] = new LimitClash(LimitText.Say(limit, current), ChangedBy(limit.Name, current, entries));
            }
        }

        var review = Between(lines, config);
        return review with { Problems = problems.Concat(review.Problems.Where(one => !problems.ContainsKey(one.Key))).ToDictionary(StringComparer.Ordinal), Clashes = clashes };
    }

    /// <summary>What differs between the limits in force and others, judged like a draft.</summary>
    public static LimitReview Between(TitanConfig config, RiskConfig wanted)
    {
        var (now, then) = (RiskLimits.Values(config.Risk), RiskLimits.Values(wanted));
        return Between([.. Limits.All.Where(limit => now[limit.Name] != then[limit.Name]).Select(limit => new LimitLine(limit, now[limit.Name], then[limit.Name], Limits.Turn(limit.Name, now[limit.Name], then[limit.Name])))], config);
    }

    private static LimitReview Between(List<LimitLine> lines, TitanConfig config)
    {
        var wanted = lines.ToDictionary(line => line.Limit.Name, line => line.NewValue, StringComparer.Ordinal);
        var (risk, unreadable) = RiskLimits.With(config.Risk, wanted);
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var others = new List<string>();
        foreach (var problem in unreadable.Concat(RiskLimits.Check(config with { Risk = risk })))
        {
            if (Limits.Of(problem.Key) is { } limit)
            {
                problems.TryAdd(limit.Name, LimitText.Complaint(limit, wanted.TryGetValue(limit.Name, out var value) ? value : null, problem));
            }
            else
            {
                others.Add(problem.ToString());
            }
        }

        return new LimitReview { Lines = lines, Problems = problems, Others = others, Risk = risk };
    }

    // Whoever made the newest version in which the limit came to be what it is.
    private static string? ChangedBy(string name, decimal current, IReadOnlyList<SettingsEntry> entries)
    {
        for (var place = 0; place < entries.Count; place++)
        {
            if (RiskLimits.Values(entries[place].Version.Risk)[name] != current)
            {
                return null;
            }

            if (place + 1 < entries.Count && RiskLimits.Values(entries[place + 1].Version.Risk)[name] != current)
            {
                return Said(entries[place].Version.By);
            }
        }

        return null;
    }
}
