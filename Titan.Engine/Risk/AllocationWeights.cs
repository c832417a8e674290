namespace Titan.Engine.Risk;

/// <summary>Shares of the equity that the three phases may use as margin; they sum to 1 exactly (spec titan-trading 3.1).</summary>
public readonly record struct AllocationWeights(decimal W1, decimal W2, decimal W3)
{
    private const double HunterFrom = 1_500.0;
    private const double HunterFull = 5_000.0;
    private const double SentinelFrom = 25_000.0;

    public decimal this[int phase] => phase switch { 1 => W1, 2 => W2, 3 => W3, _ => 0m };

    /// <summary>The formula's weights at an equity in USDT. The jump at 1,500 is meant.</summary>
    public static AllocationWeights At(decimal equity)
    {
        var e = (double)equity;
        return e switch
        {
            < HunterFrom => new(1m, 0m, 0m),
            < HunterFull => Of(0.8m * Sigmoid(e, 3_250.0, 0.003), 0m),
            < SentinelFrom => new(0.2m, 0.8m, 0m),
            _ => Third(0.5m * Sigmoid(e, 37_500.0, 0.0002)),
        };
    }

    private static AllocationWeights Third(decimal w3) => Of(0.8m - w3, w3);

    private static AllocationWeights Of(decimal w2, decimal w3) => new(1m - w2 - w3, w2, w3);

    private static decimal Sigmoid(double x, double middle, double steepness) =>
        decimal.Round((decimal)(1.0 / (1.0 + Math.Exp(-steepness * (x - middle)))), 12);
}
