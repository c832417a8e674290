namespace Titan.Simulator.Market;

/// <summary>Whole steps of a decimal size (0.1, 0.01, 1 ...) to decimals and back; built from integers, so nothing is rounded.</summary>
internal readonly record struct FixedPoint
{
    private readonly byte _scale;
    private readonly long _unit;

    /// <param name="step">A positive decimal such as 0.1, 0.05 or 1.</param>
    public FixedPoint(decimal step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        Step = step / 1.000000000000000000000000000000m;
        _scale = Step.Scale;
        _unit = (long)(Step * PowerOfTen(_scale));
    }

    /// <summary>The size of one step, without trailing zeros.</summary>
    public decimal Step { get; }

    public decimal ToDecimal(long steps)
    {
        var value = steps * _unit;
        var magnitude = (ulong)Math.Abs(value);
        unchecked
        {
            return new decimal((int)magnitude, (int)(magnitude >> 32), 0, value < 0, _scale);
        }
    }

    /// <summary>Steps in a value that is a multiple of the step.</summary>
    public long ToSteps(decimal value) => (long)decimal.Round(value / Step, MidpointRounding.AwayFromZero);

    private static decimal PowerOfTen(byte exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= 10m;
        return power;
    }
}
