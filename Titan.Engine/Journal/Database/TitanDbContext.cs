using Microsoft.EntityFrameworkCore;

namespace Titan.Engine.Journal.Database;

/// <summary>The one database. The journal is the truth; every other trading table is projected from it and can be rebuilt.</summary>
public sealed class TitanDbContext(DbContextOptions<TitanDbContext> options) : DbContext(options)
{
    public DbSet<JournalRow> Journal => Set<JournalRow>();

    public DbSet<StateSnapshotRow> StateSnapshots => Set<StateSnapshotRow>();

    public DbSet<ProjectionRow> Projection => Set<ProjectionRow>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<ExecutionRow> Executions => Set<ExecutionRow>();

    public DbSet<PositionRow> Positions => Set<PositionRow>();

    public DbSet<TradeRow> Trades => Set<TradeRow>();

    public DbSet<EquityRow> Equity => Set<EquityRow>();

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<AuditLogRow> Audit => Set<AuditLogRow>();

    public DbSet<FlattenRow> Flattens => Set<FlattenRow>();

    public DbSet<SignalRow> Signals => Set<SignalRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JournalRow>(table =>
        {
            table.ToTable("journal").HasKey(row => row.Sequence);
            table.Property(row => row.Sequence).ValueGeneratedNever();
        });
        modelBuilder.Entity<StateSnapshotRow>(table =>
        {
            table.ToTable("state_snapshots").HasKey(row => row.Sequence);
            table.Property(row => row.Sequence).ValueGeneratedNever();
        });
        modelBuilder.Entity<ProjectionRow>(table =>
        {
            table.ToTable("projection").HasKey(row => row.Id);
            table.Property(row => row.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<OrderRow>(table =>
        {
            table.ToTable("orders").HasKey(row => row.Id);
            table.HasIndex(row => row.Sequence);
            table.HasIndex(row => new { row.Open, row.Sequence });
        });
        modelBuilder.Entity<ExecutionRow>(table =>
        {
            table.ToTable("executions").HasKey(row => row.Id);
            table.HasIndex(row => row.Sequence);
            table.HasIndex(row => row.OrderId);
        });
        modelBuilder.Entity<PositionRow>(table => table.ToTable("positions").HasKey(row => row.Symbol));
        modelBuilder.Entity<TradeRow>(table =>
        {
            table.ToTable("trades").HasKey(row => row.TradeId);
            table.HasIndex(row => row.ClosedAt);
            table.HasIndex(row => new { row.Symbol, row.ClosedAt });
            table.HasIndex(row => new { row.TrapType, row.ClosedAt });
            table.HasIndex(row => row.Sequence);
        });
        modelBuilder.Entity<EquityRow>(table =>
        {
            table.ToTable("equity_snapshots").HasKey(row => row.Sequence);
            table.Property(row => row.Sequence).ValueGeneratedNever();
            table.HasIndex(row => row.At);
        });
        modelBuilder.Entity<EventRow>(table =>
        {
            table.ToTable("events").HasKey(row => row.Sequence);
            table.Property(row => row.Sequence).ValueGeneratedNever();
            table.HasIndex(row => new { row.Type, row.Sequence });
        });
        modelBuilder.Entity<AuditLogRow>(table =>
        {
            table.ToTable("audit_log").HasKey(row => row.Sequence);
            table.Property(row => row.Sequence).ValueGeneratedNever();
            table.HasIndex(row => new { row.Actor, row.Sequence });
        });
        modelBuilder.Entity<FlattenRow>(table =>
        {
            table.ToTable("flattens").HasKey(row => row.Id);
            table.HasIndex(row => row.Sequence);
        });
        modelBuilder.Entity<SignalRow>(table =>
        {
            table.ToTable("signals").HasKey(row => row.Id);
            table.HasIndex(row => row.Sequence);
        });
        modelBuilder.Entity<UserRow>(table =>
        {
            table.ToTable("users").HasKey(row => row.Id);
            table.HasIndex(row => row.Name).IsUnique();
        });
        SnakeCase(modelBuilder);
    }

    // Names as an operator types them at the sqlite3 prompt.
    private static void SnakeCase(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(string.Concat(property.Name.Select((letter, i) =>
                char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString())));
        }
    }
}
