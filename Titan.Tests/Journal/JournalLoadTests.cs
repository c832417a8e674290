using System.Text.Json;
using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;

namespace Titan.Tests.Journal;

/// <summary>What is done aside under load (rows made ahead, tables worked out beside the next commit) ends as if it had been done one by one.</summary>
public sealed class JournalLoadTests
{
    private const int Trades = 1_100;

    [Fact]
    public async Task Journal_UnderLoad_EndsWithTheChainAndTheTablesOfAQuietOne()
    {
        await using var loaded = new JournalBench();
        await using var quiet = new JournalBench();
        loaded.Options = loaded.Options with { SnapshotEvery = 2_000, QueueCapacity = 10 * Trades };
        await loaded.OpenAsync();
        await quiet.OpenAsync();
        await FillAsync(loaded, together: Trades);
        await FillAsync(quiet, together: 20);
        var (state, sequence) = (loaded.State.ComputeHash(), loaded.State.Sequence);
        await loaded.CloseAsync();
        await quiet.CloseAsync();

        var replay = JournalAudit.Replay(loaded.Options.DatabasePath);
        Assert.True(replay.Intact, replay.Problem);
        foreach (var table in (string[])["orders", "executions", "positions", "trades", "equity_snapshots", "events"])
        {
            Assert.Equal(Rows(quiet, table), Rows(loaded, table));
        }

        await loaded.OpenAsync();
        Assert.Equal((sequence, state), (loaded.State.Sequence, loaded.State.ComputeHash()));
    }

    [Fact]
    public async Task Journal_FullDiskUnderLoad_WritesEverythingOnceThereIsRoom()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        var room = Number(bench, "PRAGMA page_count") + 200;
        await bench.CloseAsync();
        bench.Options = bench.Options with { MaxPages = (int)room, QueueCapacity = 10 * Trades };
        await bench.OpenAsync();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Journal!.StatusChanged += status => full.TrySetResult();
        for (var trade = 0; trade < Trades; trade++)
        {
            bench.TradeOnce(trade);
        }

        await full.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(bench.Journal.Status.Writable);
        await bench.CloseAsync();

        // What was not durable is lost with the process and was never acted upon; what was is whole, and so are its tables after the next start.
        bench.Options = bench.Options with { MaxPages = 0 };
        await bench.OpenAsync();
        await bench.CloseAsync();
        Assert.True(JournalAudit.Replay(bench.Options.DatabasePath).Intact);
        Assert.Equal(Number(bench, "SELECT max(sequence) FROM journal"), Number(bench, "SELECT through FROM projection"));
        Assert.Equal(Number(bench, "SELECT count(*) FROM journal WHERE kind='FillBooked'"), Number(bench, "SELECT count(*) FROM executions"));
    }

    [Fact]
    public async Task Tables_ThatCouldNotBeWrittenOnce_FollowAndNoSnapshotCarriesAnotherEntrysHash()
    {
        await using var bench = new JournalBench();
        bench.Options = bench.Options with { SnapshotEvery = 1, SnapshotsKept = 100 };
        await bench.OpenAsync();
        await TradeAndFollowAsync(bench, 1);
        bench.Sql("ALTER TABLE executions RENAME TO away");
        await TradeAndFollowAsync(bench, 2);
        bench.Sql("ALTER TABLE away RENAME TO executions");
        await TradeAndFollowAsync(bench, 3);

        Assert.Equal(9, Number(bench, "SELECT count(*) FROM executions"));
        Assert.True(Number(bench, "SELECT count(*) FROM state_snapshots") > 1);
        Assert.Equal(0, Number(bench, "SELECT count(*) FROM state_snapshots AS saved JOIN journal USING (sequence) WHERE saved.chain_hash <> journal.hash"));
    }

    [Fact]
    public void Scratch_OfAnyFact_WritesTheSerialisersBytes()
    {
        using var scratch = new JsonScratch();
        foreach (var fact in (Fact[])[new LedgerOpened("abcdef"), new EventNoted("T", new string('ü', 3_000) + "\"<\u2028", null, null), new EquityMarked(1.50m, -2m, 0m), new LedgerOpened("")])
        {
            Assert.Equal(FactCodec.Write(fact), FactCodec.Write(fact, scratch).ToArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_047)]
    [InlineData(2_048)]
    [InlineData(5_000)]
    public void Statement_WithTextAndBlobOfAnyLength_StoresThemAsTheyAre(int length)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        JournalDatabase.Execute(connection, "CREATE TABLE kept(number INTEGER, text TEXT, utf8 TEXT, bytes BLOB)");
        using var insert = new SqliteStatement(connection, "INSERT INTO kept VALUES (?1, ?2, ?3, ?4)");
        byte[] bytes = [.. Enumerable.Range(0, length).Select(static index => (byte)('a' + (index % 26)))];
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        for (var row = 1; row <= 2; row++)
        {
            insert.Bind(1, row).Bind(2, text).BindText(3, bytes).BindBlob(4, bytes).Run();
        }

        insert.Bind(1, 3).Bind(2, (string?)null).BindText(3, []).BindBlob(4, []).Run();
        using var rows = new SqliteStatement(connection, "SELECT number, text, utf8, bytes, text IS NULL FROM kept ORDER BY number");
        for (var row = 1; row <= 2; row++)
        {
            Assert.True(rows.Next());
            Assert.Equal(row, rows.Integer(0));
            Assert.True(rows.Bytes(1).SequenceEqual(bytes) && rows.Bytes(2).SequenceEqual(bytes) && rows.Bytes(3).SequenceEqual(bytes));
        }

        Assert.True(rows.Next());
        Assert.Equal(1, rows.Integer(4));
        Assert.False(rows.Next());
    }

    // The second answer comes after what followed the first.
    private static async Task TradeAndFollowAsync(JournalBench bench, int number)
    {
        bench.TradeOnce(number);
        await bench.Journal!.FlushAsync(default);
        await bench.Journal.FlushAsync(default);
    }

    // Together: so many trades before the writer is waited for.
    private static async Task FillAsync(JournalBench bench, int together)
    {
        // The ledger's own first entry carries the machine's time; what follows this one does not.
        bench.Record(new EventNoted("TEST", "begin", null, null));
        for (var trade = 0; trade < Trades; trade++)
        {
            bench.TradeOnce(trade);
            if ((trade + 1) % together == 0)
            {
                await bench.Journal!.FlushAsync(default);
            }
        }

        await bench.Journal!.FlushAsync(default);
    }

    private static List<string> Rows(JournalBench bench, string table)
    {
        using var connection = Open(bench);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of this file.
        command.CommandText = $"SELECT * FROM {table} ORDER BY 1";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(JsonSerializer.Serialize(Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString())));
        }

        return rows;
    }

    private static long Number(JournalBench bench, string sql)
    {
        using var connection = Open(bench);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(JournalBench bench)
    {
        var connection = new SqliteConnection(JournalDatabase.ConnectionString(bench.Options.DatabasePath));
        connection.Open();
        return connection;
    }
}
