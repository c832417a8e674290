using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Titan.Engine.Configuration;
using Titan.Engine.Guard;
using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Strategies.Breakout;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Binance;
using Titan.Engine.Venues.Bybit;

namespace Titan.Engine;

/// <summary>The engine's table of contents, in the order of the one path: venue, strategies, journal, kernel.</summary>
public static class EngineServices
{
    /// <summary>Registers the whole engine. A <see cref="TimeProvider"/> registered before is the market's clock; else the system's.</summary>
    /// <exception cref="ConfigException">The settings are wrong; every complaint is in it.</exception>
    public static IServiceCollection AddTitanEngine(this IServiceCollection services, IConfiguration configuration, EngineOptions options) =>
        services.AddTitanEngine(ConfigValidator.Read(configuration), configuration, options);

    /// <summary>The same with section <c>Titan</c> already read.</summary>
    /// <exception cref="ConfigException">The settings are wrong; every complaint is in it.</exception>
    public static IServiceCollection AddTitanEngine(
        this IServiceCollection services, (TitanConfig Config, IReadOnlyList<ConfigProblem> Problems) asked, IConfiguration configuration, EngineOptions options)
    {
        var (config, problems) = asked;
        var (bybit, venueProblems) = BybitSettings.Read(configuration, config);
        var (binance, spotProblems) = BinanceSettings.Read(configuration, config, bybit);
        if (problems.Count + venueProblems.Count + spotProblems.Count > 0)
        {
            throw new ConfigException([.. problems, .. venueProblems, .. spotProblems]);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(config);
        services.TryAddSingleton(options);
        services.TryAddSingleton(IdentityOf(config, bybit, options));
        services.TryAddSingleton<IVenue>(provider => new BybitVenue(
            bybit, provider.GetRequiredService<TimeProvider>(), TimeProvider.System, provider.GetRequiredService<ILoggerFactory>()));
        if (binance.Enabled)
        {
            services.TryAddSingleton<ISpotFeed>(provider => new BinanceSpotFeed(
                binance, provider.GetRequiredService<TimeProvider>(), TimeProvider.System, provider.GetRequiredService<ILoggerFactory>()));
        }

        if (config.Strategies.Breakout.Enabled)
        {
            services.AddSingleton<IStrategy>(new BreakoutStrategy(config.Strategies.Breakout));
        }

        if (config.Strategies.Scavenger.Enabled)
        {
            services.AddSingleton<IStrategy>(new ScavengerStrategy(config.Strategies.Scavenger, TimeProvider.System));
        }

        services.AddTitanJournal(new JournalOptions { DataDirectory = options.DataDirectory });
        services.TryAddSingleton(provider => new TitanEngine(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<EngineIdentity>()));
        services.TryAddSingleton<IEngine>(provider => provider.GetRequiredService<TitanEngine>());
        services.TryAddSingleton<PriceTape>();
        services.TryAddSingleton<IPriceHistory>(provider => provider.GetRequiredService<PriceTape>());
        services.TryAddSingleton(new SignalChannel(TimeProvider.System));
        services.TryAddSingleton(provider => new EmergencyMarker(options.DataDirectory, () => provider.GetRequiredService<IEngine>().Snapshot));
        services.TryAddSingleton(new HeartbeatFile(options.DataDirectory));
        services.AddSingleton<EngineHost>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EngineHost>());
        return services;
    }

    private static EngineIdentity IdentityOf(TitanConfig config, BybitOptions bybit, EngineOptions options) =>
        new(options.Version, config.Mode == TradingMode.Live ? "LIVE" : "PAPER", "bybit", bybit.Environment, "", ConfigVersion.Of(config), options.MarketLabel, EngineLimits.Of(config.Risk));
}
