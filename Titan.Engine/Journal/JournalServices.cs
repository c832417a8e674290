using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Titan.Engine.Journal.Database;

namespace Titan.Engine.Journal;

/// <summary>Registers the journal, its history and the database for accounts.</summary>
public static class JournalServices
{
    public static IServiceCollection AddTitanJournal(this IServiceCollection services, JournalOptions options)
    {
        services.AddDbContextFactory<TitanDbContext>(builder => builder.UseSqlite(JournalDatabase.ConnectionString(options.DatabasePath)));
        services.TryAddSingleton(options);
        // The disk belongs to the machine: its pauses are counted by the machine's clock, not by the market's.
        services.TryAddSingleton<IJournal>(provider => new SqliteJournal(
            options, TimeProvider.System, provider.GetRequiredService<ILogger<SqliteJournal>>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IHistory, SqliteHistory>();
        services.TryAddSingleton<IArchive, SqliteArchive>();
        services.TryAddSingleton<IDiary, SqliteDiary>();
        services.TryAddSingleton<ISignalHistory, SqliteSignals>();
        return services;
    }
}
