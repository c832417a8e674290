using System.Globalization;
using Microsoft.Data.Sqlite;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// Writes the tables for people from facts that are already durable: orders, executions, positions, trades, equity, events, signals, audit.
/// Remembers how far it came; every statement may be repeated, so a crash in the middle only means doing it again. An order or position
/// that changed several times within what is collected at once is written once.
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
    private readonly RowSheet _rows = new();
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

    /// <summary>Applies entries to the durable state and puts what they mean into rows for <see cref="Write"/>. Touches no database.</summary>
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
        _rows.Dispose();
        _json.Dispose();
    }

    private void Collect(in JournalEntry entry, byte[] hash, EngineState state, ClosedTrade? closed)
    {
        Row(entry, hash, state.Equity);
        if (closed is not null)
        {
            Row(closed, entry.Sequence);
        }

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
        foreach (var (sequence, order) in _orders.Values)
        {
            Row(order, sequence);
        }

        foreach (var (instrument, position) in _positions)
        {
            Row(instrument, position);
        }

        _orders.Clear();
        _positions.Clear();
    }

    /// <summary>Writes what was collected, in one transaction. After a failure it is still owed, and the next call writes it.</summary>
    /// <param name="through">Sequence of the last entry collected.</param>
    public void Write(long through)
    {
        _flush.Relax();
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            _rows.Insert();
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
            case EquityMarked: _rows.Row(_equity).Put(sequence).Put(Ms(at)).Put(Scaled(equity.Equity)).Put(Scaled(equity.WalletBalance)); break;
            case CommandRecorded act:
                _rows.Row(_audit).Put(sequence).Put(Ms(at)).Put(act.Correlation.Value).Put(act.Action).Put(act.Actor).Put(act.Roles).Put(act.Door)
                    .Put(act.Reason).Put(act.Result).Put(act.Detail).Put(Convert.ToHexStringLower(hash));
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
                _rows.Row(_flattened).Put(receipt.Id).Put(sequence).Put(Ms(receipt.StartedAt)).Put(Ms(receipt.ConfirmedAt))
                    .PutText(_json.Write(receipt, JournalJson.Default.FlattenReceipt));
                break;
            case SettingsAccepted accepted: Happened(entry, SettingsEvent, "Info", $"{accepted.Tag} ({accepted.Source}) by {accepted.By}: {accepted.Reason}", null, null); break;
            case SessionStarted session: Happened(entry, "SESSION_STARTED", "Info", $"{session.Mode} on {session.Venue} {session.Environment}, version {session.Version}{(session.Config is { } config ? $", configuration {config}" : "")}", null, null); break;
        }
    }

    private void Row(ClosedTrade trade, long sequence) =>
        _rows.Row(_trade).Put(trade.TradeId).Put(sequence).Put(trade.Instrument.Value).Put(trade.Strategy).Put(trade.Reason.ToString()).Put(Scaled(trade.NetPnl))
            .Put(Ms(trade.OpenedAt)).Put(Ms(trade.ClosedAt)).PutText(_json.Write(trade, JournalJson.Default.ClosedTrade)).Put(trade.TrapType);

    private void Row(Order order, long sequence) =>
        _rows.Row(_order).Put(order.Id.Value).Put(sequence).Put(order.Instrument.Value).Put(order.Status.ToString()).Put(order.IsWorking ? 1 : 0).Put(order.Correlation.Value)
            .Put(Ms(order.CreatedAt)).PutText(_json.Write(order, JournalJson.Default.Order));

    private void Row(InstrumentId instrument, Position? position)
    {
        if (position is null)
        {
            _rows.Row(_positionGone).Put(instrument.Value);
            return;
        }

        _rows.Row(_position).Put(instrument.Value).Put(Text(position.SignedQuantity)).Put(Text(position.EntryPrice))
            .PutText(_json.Write(position, JournalJson.Default.Position));
    }

    private void Execution(
        ExecutionId id, long sequence, string? order, InstrumentId instrument, string side, string kind, (decimal Quantity, decimal Price, decimal Fee) figures, DateTimeOffset at) =>
        _rows.Row(_execution).Put(id.Value).Put(sequence).Put(order).Put(instrument.Value).Put(side).Put(kind).Put(Text(figures.Quantity)).Put(Text(figures.Price))
            .Put(Text(figures.Fee)).Put(Ms(at));

    private void Happened(in JournalEntry entry, string type, string severity, string message, string? symbol, string? correlation) =>
        _rows.Row(_event).Put(entry.Sequence).Put(Ms(entry.At)).Put(type).Put(severity).Put(message).Put(symbol).Put(correlation);

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
