using Microsoft.Data.Sqlite;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// The signals of all sources, one row an id (spec titan-trading 4.1, 4.2): PENDING when prepared, VALIDATED when approved and sent, EXECUTED with its
/// first fill, REJECTED or EXPIRED with the reason. Statements may be repeated in order; what executed stays so.
/// </summary>
internal sealed class SignalProjection : IDisposable
{
    private const string Confirmed = "VALIDATED";
    private const string Executed = "EXECUTED";
    private const string Rejected = "REJECTED";
    private const string Expired = "EXPIRED";
    private const string Zombie = "ZOMBIE";

    /// <summary>Phase of a strategy's own intent, which has no other.</summary>
    private const string OwnIntent = "INTENT";

    private readonly List<(JournalEntry Entry, Order? Order)> _owed = [];
    private readonly HashSet<CorrelationId> _executed = [];
    private readonly SqliteStatement _judged;
    private readonly SqliteStatement _heard;
    private readonly SqliteStatement _haunted;
    private readonly SqliteStatement _ended;

    public SignalProjection(SqliteConnection connection)
    {
        const string Insert = "INSERT INTO signals(id, sequence, at, last_at, source, symbol, direction, state, reason, gate, phases) VALUES (?1,?2,?3,?3,?4,?5,?6,?7,?8,?9,?10) ON CONFLICT(id) DO UPDATE SET ";
        const string Unless = "CASE WHEN state='EXECUTED' THEN ";
        const string Phases = "phases=CASE WHEN instr(','||phases||',', ','||?10||',')>0 THEN phases ELSE phases||','||?10 END";
        _judged = new(connection, Insert + $"last_at=?3, state={Unless}state ELSE ?7 END, reason={Unless}reason ELSE ?8 END, gate={Unless}gate ELSE ?9 END");
        _heard = new(connection, Insert + $"last_at=?3, source=?4, symbol=coalesce(symbol,?5), direction=coalesce(direction,?6), state={Unless}state ELSE ?7 END, reason={Unless}reason ELSE ?8 END, gate={Unless}gate ELSE coalesce(?9,gate) END, {Phases}");
        // A zombie changes nothing of what the signal came to before.
        _haunted = new(connection, Insert + $"last_at=?3, {Phases}");
        _ended = new(connection, "UPDATE signals SET last_at=?2, state=?3, reason=?4 WHERE id=?1 AND state<>'EXECUTED'");
    }

    /// <summary>Keeps what the fact says of a signal until <see cref="Write"/>.</summary>
    public void Collect(in JournalEntry entry, EngineState state)
    {
        switch (entry.Fact)
        {
            case SignalHeard or SignalLapsed or IntentJudged { Inputs.SignalId: not null }: _owed.Add((entry, null)); break;
            case FillBooked { Order: { } id }: Collect(entry, id, state); break;
            case OrderMoved moved when moved.Status.IsTerminal(): Collect(entry, moved.Id, state); break;
        }
    }

    /// <summary>Inside the projection's transaction.</summary>
    public void Write()
    {
        foreach (var (entry, order) in _owed)
        {
            switch (entry.Fact)
            {
                case IntentJudged judged: Row(judged, entry); break;
                case SignalHeard heard: Row(heard, entry); break;
                case SignalLapsed lapsed: End(lapsed.Signal.Value, entry, Expired, SignalEvents.Stale); break;
                default: Row(order!, entry); break;
            }
        }
    }

    /// <summary>It is written.</summary>
    public void Clear()
    {
        _owed.Clear();
        _executed.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_judged, _heard, _haunted, _ended])
        {
            statement.Dispose();
        }
    }

    private void Collect(in JournalEntry entry, ClientOrderId id, EngineState state)
    {
        // What executed stays so: every further fill under the same id would change nothing.
        if (state.Orders.TryGetValue(id, out var order) && (order.FilledQuantity == 0 || _executed.Add(order.Correlation)))
        {
            _owed.Add((entry, order));
        }
    }

    private void Row(IntentJudged judged, in JournalEntry entry) =>
        Bound(_judged, judged.Inputs!.SignalId!, entry, judged.Strategy, judged.Instrument.Value, Word(judged.Side), judged.Approved ? Confirmed : Rejected, judged.Denial, judged.Gate, OwnIntent).Run();

    private void Row(SignalHeard heard, in JournalEntry entry)
    {
        var state = heard.Outcome switch
        {
            SignalOutcome.Prepared => "PENDING",
            SignalOutcome.Confirmed or SignalOutcome.Closing => Confirmed,
            SignalOutcome.Aborted => "ABORTED",
            SignalOutcome.Zombie => Zombie,
            _ => Rejected,
        };
        Bound(state == Zombie ? _haunted : _heard, heard.Signal.Value, entry, heard.Source, heard.Symbol, Word(heard.Side), state, heard.Reason, null, SignalEvents.Word(heard.Phase)).Run();
    }

    private void Row(Order order, in JournalEntry entry)
    {
        if (order.FilledQuantity > 0)
        {
            End(order.Correlation.Value, entry, Executed, null);
        }
        else if (!order.IsWorking)
        {
            End(order.Correlation.Value, entry, order.Status == OrderStatus.Rejected ? Rejected : Expired, order.Reason ?? "EXECUTION_FAILED");
        }
    }

    private void End(string id, in JournalEntry entry, string state, string? reason) =>
        _ended.Bind(1, id).Bind(2, Ms(entry)).Bind(3, state).Bind(4, reason).Run();

    private static SqliteStatement Bound(
        SqliteStatement statement, string id, in JournalEntry entry, string source, string? symbol, string? direction, string state, string? reason, string? gate, string phase) =>
        statement.Bind(1, id).Bind(2, entry.Sequence).Bind(3, Ms(entry)).Bind(4, source).Bind(5, symbol).Bind(6, direction).Bind(7, state).Bind(8, reason).Bind(9, gate).Bind(10, phase);

    private static string? Word(Side? side) => side switch { Side.Buy => "LONG", Side.Sell => "SHORT", _ => null };

    private static long Ms(in JournalEntry entry) => entry.At.ToUnixTimeMilliseconds();
}
