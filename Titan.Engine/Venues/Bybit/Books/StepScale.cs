using System.Runtime.CompilerServices;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// Turns the decimal text of a price or size into whole steps (ticks or lots) without touching <see cref="decimal"/>.
/// A step is <see cref="UnitsPerStep"/> units of 10^-<see cref="Decimals"/>: tick 0.05 is 5 units of 2 decimals.
/// </summary>
internal readonly struct StepScale
{
    // 18 digits always fit into a long; longer texts go the way of the reader.
    private const int MostDigits = 18;

    // An array: a span over constants allocates until the method is optimized.
    private static readonly long[] PowersOfTen =
    [
        1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L, 10_000_000_000L,
        100_000_000_000L, 1_000_000_000_000L, 10_000_000_000_000L, 100_000_000_000_000L, 1_000_000_000_000_000L,
        10_000_000_000_000_000L, 100_000_000_000_000_000L, 1_000_000_000_000_000_000L,
    ];

    private readonly decimal _step;

    public StepScale(decimal step, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, MostDigits);
        _step = step;
        Decimals = decimals;
        UnitsPerStep = decimal.ToInt64(step * PowersOfTen[decimals]);
    }

    public int Decimals { get; }

    public long UnitsPerStep { get; }

    public static StepScale OfPrice(Instrument instrument) => new(instrument.TickSize, instrument.PriceDecimals);

    public static StepScale OfQuantity(Instrument instrument) => new(instrument.QuantityStep, instrument.QuantityDecimals);

    /// <summary>The exact rule that the byte scan must equal: nearest step, and whether the value lay on the grid.</summary>
    public long FromDecimal(decimal value, out bool onGrid)
    {
        var steps = value / _step;
        var nearest = decimal.Round(steps, MidpointRounding.ToEven);
        onGrid = nearest * _step == value;
        return decimal.ToInt64(nearest);
    }

    /// <summary>
    /// Reads digits up to the closing quote. Returns the address behind the quote, or null when the text is not a plain
    /// unsigned decimal of at most 18 digits. Values beside the grid are rounded to the nearest step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe byte* Scan(byte* at, byte* end, out long steps, out bool onGrid)
    {
        steps = 0;
        onGrid = false;
        var start = at;
        var units = 0L;
        unchecked
        {
            uint digit;
            while (at < end && (digit = (uint)(*at - '0')) <= 9)
            {
                units = (units * 10) + digit;
                at++;
            }

            var whole = at - start;
            if (whole is 0 or > MostDigits || at >= end)
                return null;
            var missing = Decimals;
            var beyond = 0L;
            if (*at == '.')
            {
                at++;
                var fraction = at;
                while (missing > 0 && at < end && (digit = (uint)(*at - '0')) <= 9)
                {
                    units = (units * 10) + digit;
                    missing--;
                    at++;
                }

                if (at < end && (uint)(*at - '0') <= 9 && (at = SkipBeyond(at, end, out beyond)) is null)
                    return null;
                if (at == fraction)
                    return null;
            }

            if (at >= end || *at != '"' || whole + Decimals > MostDigits)
                return null;
            if (missing > 0)
                units *= PowersOfTen[missing];
            return Finish(at + 1, units, beyond, out steps, out onGrid);
        }
    }

    // Digits finer than the grid: only zeros keep a value on it. The rounding wants the exact remainder, so at most a few are read.
    private static unsafe byte* SkipBeyond(byte* at, byte* end, out long beyond)
    {
        beyond = 0;
        uint digit;
        while (at < end && (digit = unchecked((uint)(*at - '0'))) <= 9)
        {
            if (digit != 0)
                beyond = 1;
            at++;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe byte* Finish(byte* behind, long units, long beyond, out long steps, out bool onGrid)
    {
        onGrid = false;
        if (beyond != 0)
        {
            // Rounding needs all digits; rare enough for the exact way.
            steps = 0;
            return null;
        }

        if (UnitsPerStep == 1)
        {
            steps = units;
            onGrid = true;
            return behind;
        }

        var quotient = units / UnitsPerStep;
        var rest = units - (quotient * UnitsPerStep);
        onGrid = rest == 0;
        var twice = rest * 2;
        steps = twice > UnitsPerStep || (twice == UnitsPerStep && (quotient & 1) == 1) ? quotient + 1 : quotient;
        return behind;
    }
}
