using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal;
using Titan.Engine.Journal.Database;

namespace Titan.Tests.Journal;

/// <summary>The searches over a bench's database, read as the product reads it.</summary>
internal static class ArchiveBench
{
    public static SqliteArchive Archive(this JournalBench bench) => new(Contexts(bench));

    public static SqliteHistory History(this JournalBench bench) => new(Contexts(bench));

    public static SqliteSignals Signals(this JournalBench bench) => new(Contexts(bench));

    public static SqliteDiary Diary(this JournalBench bench) => new(Contexts(bench));

    private static Factory Contexts(JournalBench bench) =>
        new(new DbContextOptionsBuilder<TitanDbContext>().UseSqlite(JournalDatabase.ConnectionString(bench.Options.DatabasePath)).Options);

    private sealed class Factory(DbContextOptions<TitanDbContext> options) : IDbContextFactory<TitanDbContext>
    {
        public TitanDbContext CreateDbContext() => new(options);
    }
}
