using System.Collections.Immutable;

namespace Titan.Web.Tuning;

/// <summary>What was typed into the field of a limit, and the value that was in force when typing began.</summary>
public sealed record TypedLimit(string Text, decimal Began);

/// <summary>
/// Limits as somebody is changing them: only what was typed. Everything else follows what is in force, so a snapshot never takes a letter away
/// and nobody overwrites what he did not touch.
/// </summary>
public sealed record LimitDraft
{
    public static LimitDraft Empty { get; } = new();

    public ImmutableSortedDictionary<string, TypedLimit> Typed { get; private init; } = ImmutableSortedDictionary.Create<string, TypedLimit>(StringComparer.Ordinal);

    public bool IsEmpty => Typed.IsEmpty;

    /// <summary>What stands in the field.</summary>
    public string TextOf(Limit limit, decimal now) => Typed.TryGetValue(limit.Name, out var typed) ? typed.Text : LimitText.Write(limit, now);

    public LimitDraft Type(Limit limit, string text, decimal now) =>
        this with { Typed = Typed.SetItem(limit.Name, new TypedLimit(text, Typed.TryGetValue(limit.Name, out var before) ? before.Began : now)) };

    /// <summary>Back to what is in force.</summary>
    public LimitDraft Undo(string name) => this with { Typed = Typed.Remove(name) };

    /// <summary>The typed value counts against what is in force now, whatever it was before.</summary>
    public LimitDraft Keep(Limit limit, decimal now) =>
        Typed.TryGetValue(limit.Name, out var typed) ? this with { Typed = Typed.SetItem(limit.Name, typed with { Began = now }) } : this;

    /// <summary>The field was left: what reads as the value in force was no change.</summary>
    public LimitDraft Settle(Limit limit, decimal now) =>
        Typed.TryGetValue(limit.Name, out var typed) && LimitText.Read(limit, typed.Text).Value == now ? Undo(limit.Name) : this;
}
