namespace Titan.Engine.Model;

/// <summary>
/// Decimals of what was counted in doubles or clock ticks, put together from whole numbers: the framework's own conversion of a double costs more
/// than the rest of a gate. Trailing zeros are dropped, so that the text is the shortest one.
/// </summary>
public static class Decimals
{
    private const double MostScaled = 9e18;
    private static readonly double[] Powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7];

    /// <summary>A finite number rounded to at most seven places, half to even; what is too large for that is converted as it is.</summary>
    /// <exception cref="OverflowException">Not a number, or too large for a decimal.</exception>
    public static decimal Rounded(double value, byte places)
    {
        var scaled = Math.Round(value * Powers[places]);
        return Math.Abs(scaled) < MostScaled ? Scaled((long)scaled, places) : (decimal)value;
    }

    public static decimal Seconds(TimeSpan time) => Scaled(time.Ticks, 7);

    public static decimal Milliseconds(TimeSpan time) => Scaled(time.Ticks, 4);

    private static decimal Scaled(long value, byte places)
    {
        if (value == 0)
        {
            return 0m;
        }

        while (places > 0 && value % 10 == 0)
        {
            (value, places) = (value / 10, (byte)(places - 1));
        }

        var amount = (ulong)(value < 0 ? -(Int128)value : value);
        return new decimal(unchecked((int)amount), unchecked((int)(amount >> 32)), 0, value < 0, places);
    }
}
