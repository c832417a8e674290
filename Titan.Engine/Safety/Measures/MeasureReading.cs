namespace Titan.Engine.Safety.Measures;

/// <summary>
/// What a measure shows now, in its own unit. <paramref name="Value"/> is null while it cannot be known; a measure that is not known never
/// fires.
/// </summary>
/// <param name="Value">The figure seen.</param>
/// <param name="Limit">The figure at which it fires.</param>
/// <param name="Over">The limit is crossed.</param>
/// <param name="Share">How much of the way to the limit is used, 0 to 1 and more; null while unknown.</param>
/// <param name="Unknown">Why the value is not known.</param>
/// <param name="Key">What it is over about (a symbol, a trade): edge-triggered measures fire once per key.</param>
/// <param name="FiresAtEquity">Equity at which it fires, USDT, where equity decides.</param>
public readonly record struct MeasureReading(
    decimal? Value, decimal Limit, bool Over, decimal? Share, string? Unknown = null, string Key = "", decimal? FiresAtEquity = null)
{
    /// <summary>The value must not pass the limit upward.</summary>
    public static MeasureReading Rising(decimal value, decimal limit, bool over, string key = "", decimal? firesAtEquity = null) =>
        new(value, limit, over, limit > 0 ? Math.Max(0m, decimal.Round(value / limit, 4)) : null, null, key, firesAtEquity);

    public static MeasureReading NotKnown(decimal limit, string why) => new(null, limit, false, null, why);
}
