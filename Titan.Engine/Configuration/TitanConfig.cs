using System.Text.RegularExpressions;

namespace Titan.Engine.Configuration;

/// <summary>
/// The whole configuration as asked, section <c>Titan</c> of the settings. Immutable; checked as a whole by <see cref="ConfigValidator"/>.
/// Fractions are 0–1, money USDT, unless the name says otherwise. Secrets are not in here: keys come from the environment.
/// </summary>
public sealed record TitanConfig
{
    /// <summary>Paper (default) or Live; read at start only.</summary>
    public TradingMode Mode { get; init; } = TradingMode.Paper;

    /// <summary>Simulator (default), Recorded or Venue: where the market comes from.</summary>
    public MarketSource Market { get; init; } = MarketSource.Simulator;

    public RiskConfig Risk { get; init; } = new();

    public SafetyConfig Safety { get; init; } = new();

    public ExecutionConfig Execution { get; init; } = new();

    public WhitelistConfig Whitelist { get; init; } = new();

    public StrategiesConfig Strategies { get; init; } = new();
}

public enum TradingMode
{
    Paper,
    Live,
}

public enum MarketSource
{
    Simulator,
    Recorded,
    Venue,
}

/// <summary>Limits on what may be lost (spec titan-trading 6, ranges of seed 002).</summary>
public sealed record RiskConfig
{
    /// <summary>Loss at the stop of one trade over equity. 0.01–0.05.</summary>
    public decimal MaxRiskPerTrade { get; init; } = 0.02m;

    /// <summary>Daily drawdown above which the breaker trips. 0.03–0.10.</summary>
    public decimal MaxDailyDrawdown { get; init; } = 0.07m;

    /// <summary>Leverage of one position. 5–50.</summary>
    public decimal MaxLeverage { get; init; } = 20m;

    /// <summary>Sum of notionals over equity. 1–50.</summary>
    public decimal MaxTotalLeverage { get; init; } = 50m;

    /// <summary>Positions open at once. 1–20.</summary>
    public int MaxPositions { get; init; } = 5;

    /// <summary>Margin of one position over equity. 0.1–0.5.</summary>
    public decimal MaxPositionSizePercent { get; init; } = 0.5m;

    /// <summary>Net losses in a row that trip the breaker. 1–10.</summary>
    public int MaxConsecutiveLosses { get; init; } = 3;

    /// <summary>Only losses of the last so many minutes count as in a row; 0 counts them over any time. 0–1440.</summary>
    public int LossWindowMinutes { get; init; }

    /// <summary>Drawdown of the week above which the breaker trips. 0.05–0.30.</summary>
    public decimal MaxWeeklyDrawdown { get; init; } = 0.15m;

    /// <summary>Hours before the breaker's lock ends by itself; arming stays by hand. 1–24.</summary>
    public decimal BreakerCooldownHours { get; init; } = 4m;

    /// <summary>Daily drawdown at which everything is flattened and locked. 0.10–0.30.</summary>
    public decimal HardDrawdown { get; init; } = 0.15m;

    /// <summary>How many times its costs a trap's target must be away (spec titan-trading 2.6). 1.5–3.</summary>
    public decimal FeeBarrierMultiplier { get; init; } = 2m;

    /// <summary>Equity below which everything is flattened and locked, USDT. At least 0.</summary>
    public decimal MinEquity { get; init; } = 150m;

    /// <summary>Sum of losses at all stops over equity; default three times the risk of one trade. 0.01–0.5.</summary>
    public decimal MaxOpenRisk { get; init; } = 0.06m;
}

/// <summary>How orders are sent and the market is judged (spec titan-trading 4.4, 6; staleness of design 3a).</summary>
public sealed record ExecutionConfig
{
    /// <summary>Oldest book that an entry may be judged on, ms. 10–10000.</summary>
    public int BookMaxAgeMs { get; init; } = 1000;

    /// <summary>Widest spread over mid, percent. 0–5.</summary>
    public decimal MaxSpreadPct { get; init; } = 0.1m;

    /// <summary>Seconds between reconciliations. 10–600.</summary>
    public int ReconcileSeconds { get; init; } = 60;

    /// <summary>Seconds between wallet polls. 1–15.</summary>
    public int WalletPollSeconds { get; init; } = 5;

    /// <summary>Age of equity above which nothing is judged on it, seconds.</summary>
    public int EquityMaxAgeSeconds { get; init; } = 15;

    /// <summary>Age of the last in-sync reconcile above which entries are denied, seconds.</summary>
    public int ReconcileMaxAgeSeconds { get; init; } = 120;

    /// <summary>How long the private stream may be down before entries are denied, seconds.</summary>
    public int PrivateStreamGraceSeconds { get; init; } = 3;

    /// <summary>Clock offset to the venue above which entries are denied, ms.</summary>
    public int MaxClockOffsetMs { get; init; } = 1000;

    /// <summary>How long the loop may stand still before entries wait for a reconcile, seconds.</summary>
    public int LoopStallSeconds { get; init; } = 5;

    /// <summary>Seconds until a running FLATTEN answers its caller; the saga goes on. </summary>
    public int FlattenAnswerSeconds { get; init; } = 30;

    /// <summary>How long an unfilled entry works before it is cancelled, ms. 100–5000.</summary>
    public int OrderTimeoutMs { get; init; } = 2000;

    /// <summary>How far the time stamp of a signal from outside may be from this machine's time, ms. 1000–30000.</summary>
    public int MaxTimestampDriftMs { get; init; } = 5000;

    /// <summary>
    /// How long a repeat of a signal is answered from memory, with what the first one came to, seconds; later ones are found in the database, where ids are
    /// kept for ever. Never below the largest drift of a time stamp. 60–3600.
    /// </summary>
    public int SignalTtlSeconds { get; init; } = 300;

    /// <summary>How far past the best price an entry at market may take the book, percent. 0–5.</summary>
    public decimal MaxSlippagePct { get; init; } = 0.2m;

    /// <summary>Smallest book value on both sides for an entry, USD.</summary>
    public decimal MinDepthUsd { get; init; } = 10_000m;
}

/// <summary>Strict allow-list of instruments: whatever is not on it is not entered (spec titan-trading 6). Never empty.</summary>
public sealed partial record WhitelistConfig
{
    /// <summary>What a symbol looks like, for complaints.</summary>
    public const string Form = "2 to 20 capitals or digits, then USDT";

    public IReadOnlyList<string> Symbols { get; init; } =
        ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "ADAUSDT", "DOGEUSDT", "XRPUSDT", "AVAXUSDT", "DOTUSDT"];

    /// <summary>The symbol is on the list, letter for letter.</summary>
    public bool Allows(string symbol)
    {
        for (var place = 0; place < Symbols.Count; place++)
        {
            if (string.Equals(Symbols[place], symbol, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same list with one symbol more, at its end; the symbol is not on it yet.</summary>
    public WhitelistConfig With(string symbol) => new() { Symbols = [.. Symbols, symbol] };

    /// <summary>The same list without a symbol.</summary>
    public WhitelistConfig Without(string symbol) => new() { Symbols = [.. Symbols.Where(listed => listed != symbol)] };

    /// <summary>The same symbols, in whatever order.</summary>
    public bool IsSameAs(WhitelistConfig other) => Symbols.Order(StringComparer.Ordinal).SequenceEqual(other.Symbols.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>As the venue spells symbols: people also type small letters and blanks around them.</summary>
    public static string Normal(string typed) => typed.Trim().ToUpperInvariant();

    /// <summary>Has the form of a symbol; whether the venue lists it is another question.</summary>
    public static bool IsSymbol(string symbol) => Pattern().IsMatch(symbol);

    // \z and not $, which would let a line break through.
    [GeneratedRegex(@"^[A-Z0-9]{2,20}USDT\z")]
    private static partial Regex Pattern();
}

/// <summary>Options of each strategy, one section per strategy.</summary>
public sealed record StrategiesConfig
{
    public Strategies.Breakout.BreakoutOptions Breakout { get; init; } = new();

    public Strategies.Scavenger.ScavengerOptions Scavenger { get; init; } = new();
}
