using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>
/// Signal ids that were heard or judged, part of the state: a replay is known after a restart too. Bounded; the oldest id goes first, long after
/// its time stamp alone would refuse it (spec titan-trading 4.1).
/// </summary>
public sealed class SignalBook
{
    internal const int IdsKept = 1000;

    private readonly Dictionary<string, SignalTrace> _traces = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);

    /// <summary>Everything remembered, oldest first.</summary>
    public IEnumerable<SignalTrace> Traces => _order.Select(id => _traces[id]);

    /// <summary>Ids whose entry waits for its CONFIRM.</summary>
    public IReadOnlyCollection<string> Waiting => _waiting;

    public SignalTrace? Find(string id) => _traces.GetValueOrDefault(id);

    /// <summary>An intent of this id met the gates before.</summary>
    public bool WasJudged(string id) => _traces.TryGetValue(id, out var trace) && trace.Judged;

    internal void Judge(string id) => Put((Find(id) ?? new SignalTrace(id)) with { Judged = true });

    internal void Hear(SignalHeard heard, DateTimeOffset at)
    {
        var trace = Find(heard.Signal.Value) ?? new SignalTrace(heard.Signal.Value);
        Put(trace with
        {
            Marks = [.. trace.Marks, new SignalMark(heard.Phase, heard.Outcome, heard.Reason, heard.Digest, at)],
            Prepared = heard is { Outcome: SignalOutcome.Prepared, Symbol: { } symbol, Terms: { } terms } ? new PreparedSignal(symbol, terms, at) : null,
        });
    }

    internal void Lapse(string id, SignalLapse why)
    {
        if (Find(id) is { Prepared: not null } trace)
        {
            Put(trace with { Prepared = null, Lapsed = why });
        }
    }

    internal void LapseAll(SignalLapse why)
    {
        foreach (var id in _waiting.ToArray())
        {
            Lapse(id, why);
        }
    }

    internal void Restore(IEnumerable<SignalTrace> traces)
    {
        foreach (var trace in traces)
        {
            Put(trace);
        }
    }

    private void Put(SignalTrace trace)
    {
        if (_traces.TryAdd(trace.Id, trace))
        {
            _order.Enqueue(trace.Id);
        }
        else
        {
            _traces[trace.Id] = trace;
        }

        if (trace.Prepared is null)
        {
            _waiting.Remove(trace.Id);
        }
        else
        {
            _waiting.Add(trace.Id);
        }

        if (_order.Count > IdsKept)
        {
            var oldest = _order.Dequeue();
            _traces.Remove(oldest);
            _waiting.Remove(oldest);
        }
    }
}
