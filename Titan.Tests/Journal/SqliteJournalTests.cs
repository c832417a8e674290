using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;

namespace Titan.Tests.Journal;

/// <summary>Promise 8 of the design: append-only, hash-chained, replayed to the same state.</summary>
public sealed class SqliteJournalTests
{
    [Fact]
    public async Task Journal_NewFolder_OpensALedgerWithAnEpochOfItsOwn()
    {
        await using var one = new JournalBench();
        await using var other = new JournalBench();

        var first = await one.OpenAsync();
        var second = await other.OpenAsync();

        Assert.Matches("^[a-z2-7]{6}$", first.Epoch);
        Assert.NotEqual(first.Epoch, second.Epoch);
    }

    [Fact]
    public async Task Journal_ClosedAndOpened_RestoresTheSameState()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var i = 0; i < 30; i++)
        {
            bench.TradeOnce(i);
        }

        var before = bench.State.ComputeHash();
        await bench.CloseAsync();
        var after = await bench.OpenAsync();

        Assert.Equal(before, after.ComputeHash());
    }

    [Fact]
    public async Task Journal_FilesCopiedWhileWriting_RestoreEverythingThatWasDurable()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            bench.TradeOnce(i);
        }

        await bench.Journal!.FlushAsync(CancellationToken.None);
        var durable = bench.State.ComputeHash();
        var copy = bench.CopyDatabase();

        await using var journal = new SqliteJournal(new JournalOptions { DataDirectory = copy }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteJournal>.Instance);
        var restored = await journal.RestoreAsync(CancellationToken.None);

        Assert.Equal(durable, restored.ComputeHash());
    }

    [Fact]
    public async Task Journal_Effects_AreLetGoOnlyOnceTheirFactsAreOnDisk()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        var seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);

        var entry = bench.Record(new EventNoted("TEST", "one", null, null), () => seen.SetResult(RowsOnDisk(bench)));

        Assert.Equal(entry.Sequence, await seen.Task);
    }

    [Fact]
    public async Task Journal_Batches_AreLetGoInTheirOrder()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        var order = new List<int>();
        for (var i = 0; i < 500; i++)
        {
            var number = i;
            bench.Record(new EventNoted("TEST", "many", null, null), () => order.Add(number));
        }

        await bench.Journal!.FlushAsync(CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 500), order);
    }

    [Fact]
    public async Task Replay_SameJournalTwice_ReachesTheSameHash()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var i = 0; i < 40; i++)
        {
            bench.TradeOnce(i);
        }

        var live = bench.State.ComputeHash();
        await bench.CloseAsync();

        var one = JournalAudit.Replay(bench.Options.DatabasePath);
        var two = JournalAudit.Replay(bench.Options.DatabasePath);

        Assert.True(one.Intact, one.Problem);
        Assert.Equal(live, one.StateHash);
        Assert.Equal(one, two);
        Assert.True(one.SnapshotsCompared > 0);
    }

    [Theory]
    [InlineData("UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), '0.04', '0.40') AS BLOB) WHERE sequence = 4", 4)]
    [InlineData("UPDATE journal SET at = at + 1 WHERE sequence = 9", 9)]
    [InlineData("UPDATE journal SET hash = randomblob(32) WHERE sequence = 6", 6)]
    [InlineData("DELETE FROM journal WHERE sequence = 7", 7)]
    public async Task Replay_OneByteChanged_IsFoundAndTheEntryNamed(string tamper, long sequence)
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.TradeOnce(1);
        bench.TradeOnce(2);
        await bench.CloseAsync();
        bench.Sql(tamper);

        var replay = JournalAudit.Replay(bench.Options.DatabasePath);

        Assert.False(replay.Intact);
        Assert.Contains($"entry {sequence} ", replay.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_DiskFull_KeepsTheFactsAndWritesThemWhenThereIsRoom()
    {
        await using var bench = new JournalBench();
        bench.Options = bench.Options with { MaxPages = 60 };
        await bench.OpenAsync();
        var full = new TaskCompletionSource<JournalStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Journal!.StatusChanged += status => full.TrySetResult(status);
        var text = new string('x', 4_000);
        for (var i = 0; i < 200; i++)
        {
            bench.Record(new EventNoted("TEST", text, null, null));
        }

        var status = await full.Task;

        Assert.False(status.Writable);
        Assert.Contains("Free disk space", status.Problem, StringComparison.Ordinal);
        Assert.True(bench.Journal.Status.Pending > 0);
    }

    [Fact]
    public async Task Journal_FileOfSomethingElse_RefusesAndSaysWhatToDo()
    {
        await using var bench = new JournalBench();
        await File.WriteAllTextAsync(bench.Options.DatabasePath, string.Concat(Enumerable.Repeat("this is not a database. ", 500)));

        var refusal = await Assert.ThrowsAsync<JournalException>(bench.OpenAsync);

        Assert.Contains("is not a Titan database", refusal.Message, StringComparison.Ordinal);
        await bench.CloseAsync();
    }

    [Fact]
    public async Task Journal_SecondProcessOnTheSameLedger_IsRefused()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        await using var second = new SqliteJournal(bench.Options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteJournal>.Instance);

        var refusal = await Assert.ThrowsAsync<JournalException>(() => second.RestoreAsync(CancellationToken.None));

        Assert.Contains("held by another Titan", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projection_LostInACrash_IsMadeUpFromTheJournal()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            bench.TradeOnce(i);
        }

        await bench.CloseAsync();
        bench.Sql("DELETE FROM trades; DELETE FROM orders; DELETE FROM projection;");
        await bench.OpenAsync();

        await using var context = new TitanDbContext(new DbContextOptionsBuilder<TitanDbContext>().UseSqlite(JournalDatabase.ConnectionString(bench.Options.DatabasePath)).Options);
        Assert.Equal(10, await context.Trades.CountAsync());
        Assert.Equal(10, await context.Orders.CountAsync());
        Assert.Equal(30, await context.Executions.CountAsync());
    }

    [Fact]
    public async Task Trades_OfBeforeTheTrapColumn_AreFoundByTheirKindAfterTheMigration()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var number = 0; number < 6; number++)
        {
            bench.TradeOnce(number);
        }

        await bench.CloseAsync();
        // The database as the version before left it: half of its trades were set off by a trap, which only their bodies say.
        bench.Sql("""
            UPDATE trades SET body = json_set(body, '$.trapType', 'BASIS_ARB') WHERE trade_id IN (SELECT trade_id FROM trades ORDER BY sequence LIMIT 3);
            DROP INDEX IX_trades_trap_type_closed_at;
            ALTER TABLE trades DROP COLUMN trap_type;
            DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%TrapTypes';
            """);
        await bench.OpenAsync();
        await bench.CloseAsync();

        var history = bench.History();
        var traps = await history.GetTradesAsync(new TradeQuery(TrapType: "BASIS_ARB", Limit: 2), default);
        Assert.Equal((3, 2), (traps.Total, traps.Trades.Count));
        Assert.All(traps.Trades, trade => Assert.Equal("BASIS_ARB", trade.TrapType));
        Assert.Equal(3, (await history.GetTradesAsync(new TradeQuery(TrapType: "test"), default)).Total);
        Assert.Equal(6, (await history.GetTradesAsync(new TradeQuery(Strategy: "test"), default)).Total);
        Assert.Equal(0, (await history.GetTradesAsync(new TradeQuery(TrapType: "BASIS_ARB", Strategy: "other"), default)).Total);
    }

    [Fact]
    public async Task Database_Model_HasNoChangeWithoutAMigration()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        await using var context = new TitanDbContext(new DbContextOptionsBuilder<TitanDbContext>().UseSqlite(JournalDatabase.ConnectionString(bench.Options.DatabasePath)).Options);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Database_MadeFromTheScript_IsWhatTheMigrationsMake()
    {
        await using var scripted = new JournalBench();
        await using var migrated = new JournalBench();
        await (await JournalDatabase.OpenAsync(scripted.Options, default)).DisposeAsync();
        Directory.CreateDirectory(migrated.Options.DataDirectory);
        await using var context = new TitanDbContext(new DbContextOptionsBuilder<TitanDbContext>().UseSqlite(JournalDatabase.ConnectionString(migrated.Options.DatabasePath)).Options);
        await context.Database.MigrateAsync();

        // Written out again by: dotnet ef migrations script --no-transactions --project Titan.Engine -o Titan.Engine/Journal/Database/schema.sql
        Assert.Equal(context.Database.GetMigrations().Order(), JournalSchema.Migrations.Order());
        Assert.Equal(Objects(migrated), Objects(scripted));
    }

    [Fact]
    public async Task Database_LeftEmptyByAKilledFirstStart_IsFilledAtTheNext()
    {
        await using var bench = new JournalBench();
        Directory.CreateDirectory(bench.Options.DataDirectory);
        await File.WriteAllBytesAsync(bench.Options.DatabasePath, []);
        await bench.OpenAsync();
        bench.TradeOnce(1);
        await bench.CloseAsync();

        Assert.Equal(JournalSchema.Migrations.Count, Rows(bench, "SELECT MigrationId FROM __EFMigrationsHistory").Count);
        Assert.True(RowsOnDisk(bench) > 0);
    }

    [Fact]
    public void Codec_EveryFact_IsKnown()
    {
        var kinds = typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract);

        Assert.Empty(kinds.Except(FactCodec.All));
    }

    // The migrator's lock is its own affair: it comes and goes with a migration.
    private static List<string> Objects(JournalBench bench) =>
        Rows(bench, "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE '%__EFMigrationsLock%' ORDER BY 1");

    private static List<string> Rows(JournalBench bench, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(JournalDatabase.ConnectionString(bench.Options.DatabasePath));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static long RowsOnDisk(JournalBench bench)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(JournalDatabase.ConnectionString(bench.Options.DatabasePath));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(sequence) FROM journal";
        return (long)command.ExecuteScalar()!;
    }
}
