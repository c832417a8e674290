using System.Globalization;
using Microsoft.Data.Sqlite;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// Writes the tables for people from facts that are already durable: orders, executions, positions, trades, equity, events, signals, audit.
/// Remembers how far it came; every statement may be repeated, so a crash in the middle only means doing it again. An order or position
/// that changed several times since the last write is written once.
/// </summary>
internal sealed class Projection : IDisposable
{
    private const decimal Scale = 100_000_000m;
    private const int MostOwed = 2_000;

    /// <summary>Event rows of the breaker's own facts, beside the alerts that tell them.</summary>
    public const string BreakerTrippedEvent = "BREAKER_TRIPPED";
    public const string BreakerResetEvent = "BREAKER_RESET";

    /// <summary>Event row of each version of the settings.</summary>
    public const string SettingsEvent = "CONFIG_CHANGED";

    private readonly SqliteConnection _connection;
    private readonly FlushMode _flush;
    private readonly Dictionary<ClientOrderId, (long Sequence, Order Order)> _orders = [];
    private readonly Dictionary<InstrumentId, Position?> _positions = [];
    private readonly Dictionary<ClientOrderId, (Order Of, byte[] Json)> _bodies = [];
    private readonly List<(JournalEntry Entry, byte[] Hash, EquityBook Equity, ClosedTrade? Closed, byte[]? Body)> _rows = [];
    private readonly SqliteStatement _order;
    private readonly SqliteStatement _execution;
    private readonly SqliteStatement _position;
    private readonly SqliteStatement _positionGone;
    private readonly SqliteStatement _trade;
    private readonly SqliteStatement _equity;
    private readonly SqliteStatement _event;
    private readonly SqliteStatement _audit;
    private readonly SqliteStatement _flattened;
    private readonly SqliteStatement _through;
    private readonly SignalProjection _signals;
    private readonly JsonScratch _json = new();

    /// <param name="connection">The writer's connection.</param>
    /// <param name="flush">Its flush mode: these tables are rebuilt after a power cut, so they need no flush of their own.</param>
    public Projection(SqliteConnection connection, FlushMode flush)
    {
        (_connection, _flush) = (connection, flush);
        _order = new(connection, "INSERT INTO orders(id, sequence, symbol, status, open, correlation, created_at, body) VALUES (?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT(id) DO UPDATE SET status=?4, open=?5, body=?8");
        _execution = new(connection, "INSERT OR IGNORE INTO executions(id, sequence, order_id, symbol, side, kind, quantity, price, fee, executed_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)");
        _position = new(connection, "INSERT OR REPLACE INTO positions(symbol, signed_quantity, entry_price, body) VALUES (?1,?2,?3,?4)");
        _positionGone = new(connection, "DELETE FROM positions WHERE symbol=?1");
        _trade = new(connection, "INSERT OR REPLACE INTO trades(trade_id, sequence, symbol, strategy, close_reason, net_pnl, opened_at, closed_at, body, trap_type) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)");
        _equity = new(connection, "INSERT OR REPLACE INTO equity_snapshots(sequence, at, equity, wallet) VALUES (?1,?2,?3,?4)");
        _event = new(connection, "INSERT OR REPLACE INTO events(sequence, at, type, severity, message, symbol, correlation) VALUES (?1,?2,?3,?4,?5,?6,?7)");
        _audit = new(connection, "INSERT OR REPLACE INTO audit_log(sequence, at, correlation, action, actor, roles, door, reason, result, detail, hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)");
        _flattened = new(connection, "INSERT OR REPLACE INTO flattens(id, sequence, started_at, confirmed_at, body) VALUES (?1,?2,?3,?4,?5)");
        _signals = new SignalProjection(connection);
        _through = new(connection, "INSERT OR REPLACE INTO projection(id, through) VALUES (1, ?1)");
    }

    /// <summary>Collects and writes.</summary>
    public void Project(IEnumerable<(JournalEntry Entry, byte[] Hash)> entries, EngineState durable)
    {
        Collect(entries, durable);
        Write(durable.Sequence);
    }

    /// <summary>Applies entries to the durable state and keeps what they mean until <see cref="Write"/>. Touches no database.</summary>
    public void Collect(IEnumerable<(JournalEntry Entry, byte[] Hash)> entries, EngineState durable)
    {
        foreach (var (entry, hash) in entries)
        {
            if (entry.Sequence > durable.Sequence)
            {
                Collect(entry, hash, durable, durable.Apply(entry));
            }
        }

        Compose();
    }

    /// <summary>After a start: writes what a crash left out, from the journal itself.</summary>
    public void CatchUp(long durableSequence)
    {
        var through = Through();
        if (through >= durableSequence)
        {
            return;
        }

        var (state, hash) = through == 0 ? (new EngineState(), JournalChain.Genesis) : At(through);
        foreach (var (entry, next) in JournalReader.Read(_connection, state.Sequence, hash, durableSequence))
        {
            var closed = state.Apply(entry);
            if (entry.Sequence > through)
            {
                Collect(entry, next, state, closed);
            }

            if (_rows.Count > MostOwed)
            {
                Compose();
                Write(entry.Sequence);
            }
        }

        Compose();
        Write(durableSequence);
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_order, _execution, _position, _positionGone, _trade, _equity, _event, _audit, _flattened, _through])
        {
            statement.Dispose();
        }

        _signals.Dispose();
        _json.Dispose();
    }

    private void Collect(in JournalEntry entry, byte[] hash, EngineState state, ClosedTrade? closed)
    {
        var body = closed is null ? null : _json.Write(closed, JournalJson.Default.ClosedTrade).ToArray();
        _rows.Add((entry, hash, state.Equity, closed, body));
        _signals.Collect(entry, state);
        switch (entry.Fact)
        {
            case OrderCreated created: Touch(created.Order.Id, entry.Sequence, state); break;
            case OrderMoved moved: Touch(moved.Id, entry.Sequence, state); break;
            case FillBooked fill:
                if (fill.Order is { } id)
                {
                    Touch(id, entry.Sequence, state);
                }

                Touch(fill.Instrument, state);
                break;
            case FundingBooked funding: Touch(funding.Instrument, state); break;
            case ProtectionSeen seen: Touch(seen.Instrument, state); break;
            case PositionCorrected corrected: Touch(corrected.Instrument, state); break;
        }
    }

    // The record itself is kept: the state may forget a finished order before it is written.
    private void Touch(ClientOrderId id, long sequence, EngineState state)
    {
        if (state.Orders.TryGetValue(id, out var order))
        {
            _orders[id] = (_orders.TryGetValue(id, out var owed) ? owed.Sequence : sequence, order);
        }
    }

    private void Touch(InstrumentId instrument, EngineState state) => _positions[instrument] = state.Positions.GetValueOrDefault(instrument);

    // An order is put into words once, after all that changed it.
    private void Compose()
    {
        foreach (var (id, (_, order)) in _orders)
        {
            if (!_bodies.TryGetValue(id, out var body) || !ReferenceEquals(body.Of, order))
            {
                _bodies[id] = (order, _json.Write(order, JournalJson.Default.Order).ToArray());
            }
        }
    }

    /// <summary>Writes what was collected, in one transaction. After a failure it is still owed, and the next call writes it.</summary>
    /// <param name="through">Sequence of the last entry collected.</param>
    public void Write(long through)
    {
        _flush.Relax();
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            foreach (var (entry, hash, equity, closed, body) in _rows)
            {
                Row(entry, hash, equity);
                if (closed is not null)
                {
                    Row(closed, body, entry.Sequence);
                }
            }

            foreach (var (sequence, order) in _orders.Values)
            {
                Row(order, sequence);
            }

            foreach (var (instrument, position) in _positions)
            {
                Row(instrument, position);
            }

            _signals.Write();
            _through.Bind(1, through).Run();
            transaction.Commit();
        }
        finally
        {
            _flush.Insist();
        }

        _rows.Clear();
        _signals.Clear();
        _orders.Clear();
        _bodies.Clear();
        _positions.Clear();
    }

    private void Row(in JournalEntry entry, byte[] hash, EquityBook equity)
    {
        var (sequence, at) = (entry.Sequence, entry.At);
        switch (entry.Fact)
        {
            case FillBooked fill:
                Execution(fill.Id, sequence, fill.Order?.Value, fill.Instrument, fill.Side.ToString(), fill.Kind.ToString(), (fill.Quantity, fill.Price, fill.Fee), fill.ExecutedAt);
                break;
            case FundingBooked funding:
                Execution(funding.Id, sequence, null, funding.Instrument, "", "Funding", (0m, 0m, funding.Payment), funding.ExecutedAt);
                break;
            case PositionCorrected corrected:
                Happened(entry, "POSITION_CORRECTED", "High", $"{corrected.Drift}: {corrected.Action}", corrected.Instrument.Value, null);
                break;
            case EquityMarked: _equity.Bind(1, sequence).Bind(2, Ms(at)).Bind(3, Scaled(equity.Equity)).Bind(4, Scaled(equity.WalletBalance)).Run(); break;
            case CommandRecorded act:
                _audit.Bind(1, sequence).Bind(2, Ms(at)).Bind(3, act.Correlation.Value).Bind(4, act.Action).Bind(5, act.Actor).Bind(6, act.Roles).Bind(7, act.Door)
                    .Bind(8, act.Reason).Bind(9, act.Result).Bind(10, act.Detail).Bind(11, Convert.ToHexStringLower(hash)).Run();
                break;
            case AlertRaised alert: Happened(entry, alert.Code, alert.Severity.ToString(), alert.Message, alert.Symbol, null); break;
            case EventNoted note: Happened(entry, note.Type, "Info", note.Message, note.Symbol, note.Correlation?.Value); break;
            case ArmChanged arm: Happened(entry, "MASTER_ARM_CHANGE", "Info", $"{arm.From} to {arm.To} by {arm.By}: {arm.Reason}", null, arm.Correlation.Value); break;
            case BreakerTripped trip: Happened(entry, BreakerTrippedEvent, "Info", $"{trip.Code}: {trip.Reason}", null, null); break;
            case BreakerReset reset: Happened(entry, BreakerResetEvent, "Info", $"by {reset.By}: {reset.Reason}", null, null); break;
            case IntentJudged judged:
                Happened(entry, judged.Approved ? "INTENT_APPROVED" : "INTENT_DENIED", "Info", $"{judged.Instrument} {judged.Side}: {(judged.Approved ? judged.Why : $"{judged.Denial} at {judged.Gate}, {judged.Numbers}")}", judged.Instrument.Value, judged.Correlation.Value);
                break;
            case SignalHeard heard: Happened(entry, SignalEvents.TypeOf(heard), "Info", SignalEvents.Sentence(heard), heard.Symbol, heard.Signal.Value); break;
            case SignalLapsed lapsed: Happened(entry, SignalEvents.Stale, "Info", SignalEvents.Sentence(lapsed), lapsed.Symbol, lapsed.Signal.Value); break;
            case FlattenEnded { Receipt: { } receipt }:
                _flattened.Bind(1, receipt.Id).Bind(2, sequence).Bind(3, Ms(receipt.StartedAt)).Bind(4, Ms(receipt.ConfirmedAt))
                    .BindText(5, _json.Write(receipt, JournalJson.Default.FlattenReceipt)).Run();
                break;
            case SettingsAccepted accepted: Happened(entry, SettingsEvent, "Info", $"{accepted.Tag} ({accepted.Source}) by {accepted.By}: {accepted.Reason}", null, null); break;
            case SessionStarted session: Happened(entry, "SESSION_STARTED", "Info", $"{session.Mode} on {session.Venue} {session.Environment}, version {session.Version}{(session.Config is { } config ? $", configuration {config}" : "")}", null, null); break;
        }
    }

    private void Row(ClosedTrade trade, ReadOnlySpan<byte> body, long sequence) =>
        _trade.Bind(1, trade.TradeId).Bind(2, sequence).Bind(3, trade.Instrument.Value).Bind(4, trade.Strategy).Bind(5, trade.Reason.ToString()).Bind(6, Scaled(trade.NetPnl))
            .Bind(7, Ms(trade.OpenedAt)).Bind(8, Ms(trade.ClosedAt)).BindText(9, body).Bind(10, trade.TrapType).Run();

    private void Row(Order order, long sequence) =>
        _order.Bind(1, order.Id.Value).Bind(2, sequence).Bind(3, order.Instrument.Value).Bind(4, order.Status.ToString()).Bind(5, order.IsWorking ? 1 : 0).Bind(6, order.Correlation.Value)
            .Bind(7, Ms(order.CreatedAt)).BindText(8, _bodies[order.Id].Json).Run();

    private void Row(InstrumentId instrument, Position? position)
    {
        if (position is null)
        {
            _positionGone.Bind(1, instrument.Value).Run();
            return;
        }

        _position.Bind(1, instrument.Value).Bind(2, Text(position.SignedQuantity)).Bind(3, Text(position.EntryPrice))
            .BindText(4, _json.Write(position, JournalJson.Default.Position)).Run();
    }

    private void Execution(
        ExecutionId id, long sequence, string? order, InstrumentId instrument, string side, string kind, (decimal Quantity, decimal Price, decimal Fee) figures, DateTimeOffset at) =>
        _execution.Bind(1, id.Value).Bind(2, sequence).Bind(3, order).Bind(4, instrument.Value).Bind(5, side).Bind(6, kind).Bind(7, Text(figures.Quantity)).Bind(8, Text(figures.Price))
            .Bind(9, Text(figures.Fee)).Bind(10, Ms(at)).Run();

    private void Happened(in JournalEntry entry, string type, string severity, string message, string? symbol, string? correlation) =>
        _event.Bind(1, entry.Sequence).Bind(2, Ms(entry.At)).Bind(3, type).Bind(4, severity).Bind(5, message).Bind(6, symbol).Bind(7, correlation).Run();

    private long Through()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT through FROM projection WHERE id = 1";
        return command.ExecuteScalar() is long through ? through : 0;
    }

    // The state as it was where the tables stand: from the newest snapshot before it, or from the beginning.
    private (EngineState State, byte[] Hash) At(long sequence)
    {
        var (state, hash) = StateSnapshots.Newest(_connection, sequence) ?? (new EngineState(), JournalChain.Genesis);
        foreach (var (entry, next) in JournalReader.Read(_connection, state.Sequence, hash, sequence))
        {
            state.Apply(entry);
            hash = next;
        }

        return (state, hash);
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Scaled(decimal usd) => (long)decimal.Round(usd * Scale);
}
