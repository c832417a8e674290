using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// Tells one position's coverage over its life by folding its facts as the engine does: an empty state that hears of this instrument alone from the fact that
/// opened the position. So the rule what counts as covered stands in one place.
/// </summary>
internal sealed class CoverageFold(InstrumentId instrument)
{
    /// <summary>Kinds of facts that can change a position's size or what covers it.</summary>
    public static readonly string[] Kinds = [nameof(FillBooked), nameof(ProtectionSeen), nameof(PositionCorrected)];

    private readonly EngineState _state = new();
    private readonly List<CoverageStep> _steps = [];

    public IReadOnlyList<CoverageStep> Steps => _steps;

    /// <summary>A position bears the sequence of the fact that opened it.</summary>
    public static bool TryFirst(Position position, out long sequence)
    {
        sequence = 0;
        return position.Id is ['p', .. var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    public void Take(DateTimeOffset at, Fact fact)
    {
        if (InstrumentOf(fact) != instrument)
        {
            return;
        }

        _state.Apply(new JournalEntry(_state.Sequence + 1, at, fact));
        if (_state.Positions.TryGetValue(instrument, out var position))
        {
            Note(at, Math.Min(position.CoveredQuantity, position.Quantity), position.Quantity);
        }
    }

    // Many fills of one order may arrive in one moment: the last of them is what stood.
    private void Note(DateTimeOffset at, decimal covered, decimal size)
    {
        if (_steps.Count > 0 && (_steps[^1].Covered, _steps[^1].Size) == (covered, size))
        {
            return;
        }

        if (_steps.Count > 0 && _steps[^1].At == at)
        {
            _steps.RemoveAt(_steps.Count - 1);
        }

        _steps.Add(new CoverageStep(at, covered, size));
    }

    private static InstrumentId? InstrumentOf(Fact fact) => fact switch
    {
        FillBooked fill => fill.Instrument,
        ProtectionSeen seen => seen.Instrument,
        PositionCorrected corrected => corrected.Instrument,
        _ => null,
    };
}
