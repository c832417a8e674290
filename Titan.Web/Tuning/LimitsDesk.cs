using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>
/// The limits as this viewer is changing them. Lives as long as the circuit, so a look at another page costs nothing that was typed; the browser
/// is never made to ask before leaving, because the red buttons leave too while the link is down.
/// </summary>
public sealed class LimitsDesk(OperatorActs acts)
{
    public const int ShortestReason = 5;
    public const int LongestReason = 500;

    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    public LimitDraft Draft { get; private set; } = LimitDraft.Empty;

    public string Reason { get; private set; } = "";

    public bool Sending { get; private set; }

    /// <summary>What became of the last change; null before one and while the next is typed.</summary>
    public SettingsSaved? Saved { get; private set; }

    /// <summary>Why the engine refused the whole; null when it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Why the engine refused a limit, by name; until it is typed anew.</summary>
    public IReadOnlyDictionary<string, string> Refused => _refused;

    public void Change(LimitDraft draft)
    {
        foreach (var name in _refused.Keys.Where(name => draft.Typed.GetValueOrDefault(name) != Draft.Typed.GetValueOrDefault(name)).ToArray())
        {
            _refused.Remove(name);
        }

        (Draft, Refusal) = (draft, null);
        if (!draft.IsEmpty)
        {
            Saved = null;
        }
    }

    public void Explain(string reason) => Reason = reason;

    public void Discard()
    {
        Change(LimitDraft.Empty);
        Reason = "";
    }

    /// <summary>The reason stands for what is done. Going further needs one, going back to safety does not (console's rule: stopping is instant).</summary>
    public bool HasReason(bool loosens) => !loosens || Reason.Trim().Length is >= ShortestReason and <= LongestReason;

    /// <summary>Sends what was reviewed; nothing when it may not be saved.</summary>
    /// <param name="review">As the viewer saw it.</param>
    /// <param name="version">In force until now.</param>
    public async Task SaveAsync(LimitReview review, string? version)
    {
        if (Sending || !review.MaySave || !HasReason(review.Loosens))
        {
            return;
        }

        Sending = true;
        try
        {
            var result = await acts.ChangeLimitsAsync(review.Wanted, review.AsksWord ? RiskLimits.ConfirmWord : null, Reason.Trim() is { Length: > 0 } reason ? reason : null, CancellationToken.None);
            if (result.Status is CommandStatus.Done)
            {
                Discard();
                Saved = SettingsSaved.Of(result, version, review.Lines);
            }
            else
            {
                Complain(result, review);
            }
        }
        finally
        {
            Sending = false;
        }
    }

    /// <summary>A return to a version was made elsewhere on the page.</summary>
    public void Told(SettingsSaved saved) => Saved = saved;

    private void Complain(CommandResult result, LimitReview review)
    {
        Refusal = result.Problems.Count == 0 ? Said(result.Message) : null;
        foreach (var problem in result.Problems)
        {
            if (Limits.Of(problem.Key) is { } limit)
            {
                _refused[limit.Name] = LimitText.Complaint(limit, review.Wanted.TryGetValue(limit.Name, out var value) ? value : null, problem);
            }
            else
            {
                Refusal = string.Join(" ", (string?[])[Refusal, problem.ToString()]).Trim();
            }
        }
    }
}

/// <summary>A change that is in force.</summary>
/// <param name="Tag">The new version.</param>
/// <param name="Before">The version before it; null when none is known.</param>
/// <param name="Words">What it changed.</param>
/// <param name="Aside">What happened at the same moment; null usually.</param>
public sealed record SettingsSaved(string Tag, string? Before, string Words, string? Aside = null)
{
    internal static SettingsSaved Of(CommandResult result, string? version, IReadOnlyList<LimitLine> lines, bool alsoOthers = false)
    {
        var tag = result.VersionTag ?? Figures.Unknown;
        var words = string.Join(", ", [.. lines.Select(line => $"{line.Limit.Title} {line.Old} → {line.New}"), .. alsoOthers || lines.Count == 0 ? result.Changes.Where(change => !change.Key.StartsWith("Risk:", StringComparison.Ordinal)).Select(change => change.ToString()) : []]);
        return new SettingsSaved(tag, version == tag ? null : version, words, Faster(result, lines));
    }

    // Between the last look and the engine's turn somebody else may have set the same limit.
    private static string? Faster(CommandResult result, IReadOnlyList<LimitLine> lines)
    {
        foreach (var line in lines)
        {
            var change = result.Changes.FirstOrDefault(one => $"Titan:{one.Key}" == line.Limit.Key);
            if (decimal.TryParse(change?.Old, NumberStyles.Number, CultureInfo.InvariantCulture, out var old) && old != line.OldValue)
            {
                return T("{0} was set to {1} by somebody else a moment before.", line.Limit.Title, LimitText.Say(line.Limit, old));
            }
        }

        return null;
    }
}
