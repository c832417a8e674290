using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Journal;

/// <summary>A journal on a folder of its own, with a life that can be ended well or badly, and facts to feed it.</summary>
internal sealed class JournalBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public SqliteJournal? Journal { get; private set; }

    public EngineState State { get; private set; } = new();

    public JournalOptions Options { get; set; }

    public JournalBench() => Options = new JournalOptions { DataDirectory = _folder.Path, SnapshotEvery = 50 };

    public async Task<EngineState> OpenAsync()
    {
        await MigratedDatabase.PlaceAsync(Options);
        Journal = new SqliteJournal(Options, TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        State = await Journal.RestoreAsync(CancellationToken.None);
        return State;
    }

    public async Task CloseAsync()
    {
        if (Journal is { } journal)
        {
            Journal = null;
            await journal.DisposeAsync();
        }
    }

    /// <summary>Applies a fact to the live state and hands it to the journal, as the loop does.</summary>
    public JournalEntry Record(Fact fact, Action? afterDurable = null)
    {
        var entry = new JournalEntry(State.Sequence + 1, DateTimeOffset.UnixEpoch.AddSeconds(State.Sequence), fact);
        State.Apply(entry);
        Assert.True(Journal!.TryAppend(new JournalBatch([entry], afterDurable)));
        return entry;
    }

    /// <summary>A small trading day: an order, its fills, a stop, an exit, marks.</summary>
    public void TradeOnce(int number)
    {
        var id = new ClientOrderId($"t-order-{number}");
        var instrument = new InstrumentId(number % 2 == 0 ? "BTCUSDT" : "ETHUSDT");
        Record(new OrderCreated(new Order
        {
            Id = id,
            Correlation = new CorrelationId($"c{number}"),
            Instrument = instrument,
            Side = Side.Buy,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.GoodTillCancel,
            Purpose = OrderPurpose.Entry,
            Quantity = 0.10m,
            Price = 100.50m,
            Source = "test",
            CreatedAt = State.At,
            Status = OrderStatus.Submitted,
            StopLoss = 99.00m,
        }));
        Record(new OrderMoved(id, OrderStatus.Accepted, $"v{number}", null));
        Record(new FillBooked(new ExecutionId($"e{number}-1"), id, instrument, Side.Buy, 0.04m, 100.50m, 0.00221m, false, ExecutionKind.Trade, null, State.At));
        Record(new FillBooked(new ExecutionId($"e{number}-2"), id, instrument, Side.Buy, 0.06m, 100.40m, 0.00m, true, ExecutionKind.Trade, null, State.At));
        Record(new ProtectionSeen(instrument, 99.00m, null, 0.10m, "venue"));
        Record(new EquityMarked(2450.00m - number, 0.00m, 2000m));
        Record(new FillBooked(new ExecutionId($"e{number}-3"), null, instrument, Side.Sell, 0.10m, 99.00m, 0.0054m, false, ExecutionKind.Trade, CloseReason.StopLoss, State.At));
    }

    public string CopyDatabase()
    {
        var copy = Path.Combine(_folder.Path, "copy");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(_folder.Path, "titan_execution.db*"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        }

        return copy;
    }

    public void Sql(string statement)
    {
        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(Options.DatabasePath));
        connection.Open();
        JournalDatabase.Execute(connection, statement);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }
}
