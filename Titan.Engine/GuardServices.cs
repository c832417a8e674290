using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Titan.Engine.Configuration;
using Titan.Engine.Guard;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Engine;

/// <summary>The guard's table of contents: a venue with keys of its own, the heartbeat, the receipts, the watch. No engine, no journal.</summary>
public static class GuardServices
{
    private const string Section = "Titan:Guard";

    /// <summary>Registers the guard over a data folder.</summary>
    /// <exception cref="ConfigException">The settings are wrong; every complaint is in it.</exception>
    public static IServiceCollection AddTitanGuard(this IServiceCollection services, IConfiguration configuration, string dataDirectory)
    {
        var (config, problems) = ConfigValidator.Read(configuration);
        var (venue, venueProblems) = BybitSettings.Read(Own(configuration), config);
        var guard = configuration.GetSection(Section);
        var complaints = new List<ConfigProblem>([.. problems, .. venueProblems.Where(problem => !problem.Key.EndsWith(":ApiKey", StringComparison.Ordinal))]);
        if (!venue.HasKeys)
        {
            complaints.Add(new ConfigProblem($"{Section}:ApiKey", "missing", "the guard has a key of its own: set TITAN__Guard__ApiKey and TITAN__Guard__ApiSecret"));
        }

        if (complaints.Count > 0)
        {
            throw new ConfigException(complaints);
        }

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IVenue>(provider => new BybitVenue(venue with { UseTradeStream = false }, TimeProvider.System, TimeProvider.System, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(new HeartbeatFile(dataDirectory)).AddSingleton(new GuardReceipts(dataDirectory));
        services.AddSingleton(new GuardOptions { FlattenCovered = bool.TryParse(guard["FlattenCovered"], out var covered) && covered });
        services.AddSingleton<GuardWatch>();
        services.AddTitanJournal(new JournalOptions { DataDirectory = dataDirectory });
        return services;
    }

    // The same venue, reached with the guard's own key.
    private static IConfiguration Own(IConfiguration configuration) => new ConfigurationBuilder()
        .AddConfiguration(configuration)
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Titan:Venues:Bybit:ApiKey"] = configuration[$"{Section}:ApiKey"],
            ["Titan:Venues:Bybit:ApiSecret"] = configuration[$"{Section}:ApiSecret"],
        })
        .Build();
}
