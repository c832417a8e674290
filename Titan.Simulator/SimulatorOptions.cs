using Titan.Simulator.Binance;
using Titan.Simulator.Market;

namespace Titan.Simulator;

/// <summary>How a simulated venue is started. The defaults give a seeded market on a free loopback port.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where to listen, one http address; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Seed of the market, of ids and of the venue's arbitrary choices.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Venue seconds per wall second, for whoever makes <see cref="Clock"/>; steps are paced by that clock.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>When true nobody paces the market: the owner calls <see cref="SimulatorHost.AdvanceAsync"/>.</summary>
    public bool Stepped { get; init; }

    /// <summary>Wallet of the one UNIFIED account at the start, USDT.</summary>
    public decimal InitialBalance { get; init; } = 2450m;

    public string ApiKey { get; init; } = "sim-key";

    public string ApiSecret { get; init; } = "sim-secret";

    /// <summary>Further keys of the same account, key to secret, as a watchdog process has its own.</summary>
    public IReadOnlyDictionary<string, string> MoreKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the venue's request budgets are enforced.</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>The outside market; when null <see cref="MarketFactory"/> makes one.</summary>
    public IMarketSource? Market { get; init; }

    /// <summary>Makes the market when none is given; the standard one is generated from <see cref="Seed"/> and begins now.</summary>
    public Func<SimulatorOptions, IMarketSource> MarketFactory { get; init; } =
        static options => new SeededMarket(options.Seed, options.Clock.GetUtcNow());

    /// <summary>What Binance spot plays, over the same time as the market; null: it is made out of the market, a little earlier.</summary>
    public IMarketSource? SpotMarket { get; init; }

    /// <summary>How the Binance twin treats its sockets.</summary>
    public SpotWireOptions SpotWire { get; init; } = new();

    /// <summary>Venue time. A scaled or virtual clock makes the venue run faster or by hand.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
