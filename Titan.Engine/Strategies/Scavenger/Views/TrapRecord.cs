using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>
/// What the strategy says: notes for the journal, the last 50 lines for people, counts for both. One place, so that a word means the same
/// everywhere.
/// </summary>
internal sealed class TrapRecord
{
    private const int LinesKept = 50;

    private readonly Queue<FeedLine> _lines = new();
    private readonly TrapCounters[] _counters = [.. TrapTypes.All.Select(static _ => new TrapCounters())];

    public IEnumerable<FeedLine> NewestFirst => _lines.Reverse();

    public TrapCounters Of(TrapType type) => _counters[(int)type];

    /// <summary>A note for the journal and a line for people.</summary>
    public void Note(StrategyContext context, DateTimeOffset at, string type, string message, InstrumentId? instrument = null, CorrelationId? correlation = null)
    {
        context.Note(type, message, instrument, correlation);
        Line(at, type, message, instrument);
    }

    /// <summary>Only a line: the journal has it already, or it is not worth a row there.</summary>
    public void Line(DateTimeOffset at, string word, string text, InstrumentId? instrument = null)
    {
        _lines.Enqueue(new FeedLine(at, instrument, word, text));
        if (_lines.Count > LinesKept)
        {
            _lines.Dequeue();
        }
    }
}
