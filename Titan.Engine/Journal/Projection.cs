using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// Writes the tables for people from facts that are already durable: orders, executions, positions, trades, equity, events, audit.
/// Remembers how far it came; every statement may be repeated, so a crash in the middle only means doing it again.
/// </summary>
internal sealed class Projection : IDisposable
{
    private const decimal Scale = 100_000_000m;

    private readonly SqliteConnection _connection;
    private readonly List<(SqliteCommand Command, object?[] Values)> _writes = [];
    private readonly SqliteCommand _order;
    private readonly SqliteCommand _execution;
    private readonly SqliteCommand _position;
    private readonly SqliteCommand _positionGone;
    private readonly SqliteCommand _trade;
    private readonly SqliteCommand _equity;
    private readonly SqliteCommand _event;
    private readonly SqliteCommand _audit;
    private readonly SqliteCommand _through;

    public Projection(SqliteConnection connection)
    {
        _connection = connection;
        _order = Prepare("INSERT INTO orders(id, sequence, symbol, status, open, correlation, created_at, body) VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT(id) DO UPDATE SET status=$4, open=$5, body=$8", 8);
        _execution = Prepare("INSERT OR IGNORE INTO executions(id, sequence, order_id, symbol, side, kind, quantity, price, fee, executed_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)", 10);
        _position = Prepare("INSERT OR REPLACE INTO positions(symbol, signed_quantity, entry_price, body) VALUES ($1,$2,$3,$4)", 4);
        _positionGone = Prepare("DELETE FROM positions WHERE symbol=$1", 1);
        _trade = Prepare("INSERT OR REPLACE INTO trades(trade_id, sequence, symbol, strategy, close_reason, net_pnl, opened_at, closed_at, body) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)", 9);
        _equity = Prepare("INSERT OR REPLACE INTO equity_snapshots(sequence, at, equity, wallet) VALUES ($1,$2,$3,$4)", 4);
        _event = Prepare("INSERT OR REPLACE INTO events(sequence, at, type, severity, message, symbol, correlation) VALUES ($1,$2,$3,$4,$5,$6,$7)", 7);
        _audit = Prepare("INSERT OR REPLACE INTO audit_log(sequence, at, correlation, action, actor, roles, door, reason, result, detail, hash) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)", 11);
        _through = Prepare("INSERT OR REPLACE INTO projection(id, through) VALUES (1, $1)", 1);
    }

    /// <summary>Applies entries to the durable state and writes what they mean. After a failure the next call writes what is still owed.</summary>
    public void Project(IEnumerable<(JournalEntry Entry, byte[] Hash)> entries, EngineState durable)
    {
        foreach (var (entry, hash) in entries)
        {
            if (entry.Sequence > durable.Sequence)
            {
                Collect(entry, hash, durable, durable.Apply(entry));
            }
        }

        Write(durable.Sequence);
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

            if (_writes.Count > 2_000)
            {
                Write(entry.Sequence);
            }
        }

        Write(durableSequence);
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_order, _execution, _position, _positionGone, _trade, _equity, _event, _audit, _through])
        {
            command.Dispose();
        }
    }

    private void Collect(in JournalEntry entry, byte[] hash, EngineState state, ClosedTrade? closed)
    {
        var (sequence, at) = (entry.Sequence, entry.At);
        switch (entry.Fact)
        {
            case OrderCreated created: CollectOrder(created.Order.Id, sequence, state); break;
            case OrderMoved moved: CollectOrder(moved.Id, sequence, state); break;
            case FillBooked fill: CollectFill(fill, sequence, state); break;
            case FundingBooked funding:
                Owe(_execution, funding.Id.Value, sequence, null, funding.Instrument.Value, "", "Funding", Text(0m), Text(0m), Text(funding.Payment), Ms(funding.ExecutedAt));
                CollectPosition(funding.Instrument, state);
                break;
            case ProtectionSeen seen: CollectPosition(seen.Instrument, state); break;
            case PositionCorrected corrected:
                CollectPosition(corrected.Instrument, state);
                Happened(entry, "POSITION_CORRECTED", "High", $"{corrected.Drift}: {corrected.Action}", corrected.Instrument.Value, null);
                break;
            case EquityMarked: Owe(_equity, sequence, Ms(at), Scaled(state.Equity.Equity), Scaled(state.Equity.WalletBalance)); break;
            case CommandRecorded act:
                Owe(_audit, sequence, Ms(at), act.Correlation.Value, act.Action, act.Actor, act.Roles, act.Door, act.Reason, act.Result, act.Detail, Convert.ToHexStringLower(hash));
                break;
            case AlertRaised alert: Happened(entry, alert.Code, alert.Severity.ToString(), alert.Message, alert.Symbol, null); break;
            case EventNoted note: Happened(entry, note.Type, "Info", note.Message, note.Symbol, note.Correlation?.Value); break;
            case ArmChanged arm: Happened(entry, "MASTER_ARM_CHANGE", "Info", $"{arm.From} to {arm.To} by {arm.By}: {arm.Reason}", null, arm.Correlation.Value); break;
            case IntentJudged judged:
                Happened(entry, judged.Approved ? "INTENT_APPROVED" : "INTENT_DENIED", "Info", $"{judged.Instrument} {judged.Side}: {(judged.Approved ? judged.Why : $"{judged.Denial} at {judged.Gate}, {judged.Numbers}")}", judged.Instrument.Value, judged.Correlation.Value);
                break;
            case SessionStarted session: Happened(entry, "SESSION_STARTED", "Info", $"{session.Mode} on {session.Venue} {session.Environment}, version {session.Version}", null, null); break;
        }

        if (closed is not null)
        {
            Owe(_trade, closed.TradeId, sequence, closed.Instrument.Value, closed.Strategy, closed.Reason.ToString(), Scaled(closed.NetPnl), Ms(closed.OpenedAt), Ms(closed.ClosedAt), JsonSerializer.Serialize(closed, JournalJson.Default.ClosedTrade));
        }
    }

    private void CollectFill(FillBooked fill, long sequence, EngineState state)
    {
        Owe(_execution, fill.Id.Value, sequence, fill.Order?.Value, fill.Instrument.Value, fill.Side.ToString(), fill.Kind.ToString(), Text(fill.Quantity), Text(fill.Price), Text(fill.Fee), Ms(fill.ExecutedAt));
        if (fill.Order is { } id)
        {
            CollectOrder(id, sequence, state);
        }

        CollectPosition(fill.Instrument, state);
    }

    private void CollectOrder(ClientOrderId id, long sequence, EngineState state)
    {
        if (state.Orders.TryGetValue(id, out var order))
        {
            Owe(_order, id.Value, sequence, order.Instrument.Value, order.Status.ToString(), order.IsWorking ? 1L : 0L, order.Correlation.Value, Ms(order.CreatedAt), JsonSerializer.Serialize(order, JournalJson.Default.Order));
        }
    }

    private void CollectPosition(InstrumentId instrument, EngineState state)
    {
        if (state.Positions.TryGetValue(instrument, out var position))
        {
            Owe(_position, instrument.Value, Text(position.SignedQuantity), Text(position.EntryPrice), JsonSerializer.Serialize(position, JournalJson.Default.Position));
        }
        else
        {
            Owe(_positionGone, instrument.Value);
        }
    }

    private void Happened(in JournalEntry entry, string type, string severity, string message, string? symbol, string? correlation) =>
        Owe(_event, entry.Sequence, Ms(entry.At), type, severity, message, symbol, correlation);

    private void Owe(SqliteCommand command, params object?[] values) => _writes.Add((command, values));

    private void Write(long through)
    {
        Owe(_through, through);
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var (command, values) in _writes)
        {
            command.Transaction = transaction;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
        _writes.Clear();
    }

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

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constant statements of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
        }

        return command;
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Scaled(decimal usd) => (long)decimal.Round(usd * Scale);
}
