using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// Tells one position's coverage over its life by folding its facts as the engine does: an empty state that hears of this instrument alone from the fact that
/// opened the position. So the rule what counts as covered stands in one place.
/// </summary>
internal sealed class CoverageFold(Position position)
{
    /// <summary>Kinds of facts that can change a position's size or what covers it.</summary>
    public static readonly string[] Kinds = [nameof(FillBooked), nameof(ProtectionSeen), nameof(PositionCorrected)];

    private readonly List<JournalEntry> _entries = [];

    /// <summary>A position bears the sequence of the fact that opened it.</summary>
    public static bool TryFirst(Position position, out long sequence)
    {
        sequence = 0;
        return position.Id is ['p', .. var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    /// <summary>A fact since the opening; those of other instruments are passed over.</summary>
    public void Take(DateTimeOffset at, Fact fact)
    {
        if (InstrumentOf(fact) == position.Instrument)
        {
            _entries.Add(new JournalEntry(_entries.Count + 1, at, fact));
        }
    }

    /// <summary>A step for each change, oldest first.</summary>
    /// <param name="turned">The fill that opened the position closed another one first, so only a part of it counts.</param>
    public IReadOnlyList<CoverageStep> Steps(bool turned)
    {
        var steps = Fold(out var size);
        if (turned && _entries is [{ Fact: FillBooked fill } opening, ..] && size - position.Quantity is > 0 and { } closed && closed < fill.Quantity)
        {
            _entries[0] = opening with { Fact = fill with { Quantity = fill.Quantity - closed } };
            return Fold(out _);
        }

        return steps;
    }

    private List<CoverageStep> Fold(out decimal size)
    {
        var (state, steps) = (new EngineState(), new List<CoverageStep>());
        size = 0m;
        foreach (var entry in _entries)
        {
            state.Apply(entry);
            if (state.Positions.TryGetValue(position.Instrument, out var now))
            {
                size = now.Quantity;
                Note(steps, new CoverageStep(entry.At, Math.Min(now.CoveredQuantity, now.Quantity), now.Quantity));
            }
        }

        return steps;
    }

    // Many fills of one order may arrive in one moment: the last of them is what stood.
    private static void Note(List<CoverageStep> steps, CoverageStep step)
    {
        if (steps.Count > 0 && (steps[^1].Covered, steps[^1].Size) == (step.Covered, step.Size))
        {
            return;
        }

        if (steps.Count > 0 && steps[^1].At == step.At)
        {
            steps.RemoveAt(steps.Count - 1);
        }

        steps.Add(step);
    }

    private static InstrumentId? InstrumentOf(Fact fact) => fact switch
    {
        FillBooked fill => fill.Instrument,
        ProtectionSeen seen => seen.Instrument,
        PositionCorrected corrected => corrected.Instrument,
        _ => null,
    };
}
