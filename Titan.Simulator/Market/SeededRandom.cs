namespace Titan.Simulator.Market;

/// <summary>
/// A small generator (xoshiro256**) with one stream per purpose. It uses nothing but integer arithmetic and exact
/// floating-point operations, so that a seed means the same market on every machine.
/// </summary>
internal struct SeededRandom
{
    // The sum of four 16-bit uniforms: mean 2 x 65535, standard deviation 65536 / sqrt(3).
    private const double SumMean = 131_070.0;
    private const double SumDeviation = 37_837.227_2;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public SeededRandom(int seed, int stream)
    {
        unchecked
        {
            var state = ((ulong)(uint)seed << 32) | (uint)stream;
            _a = Mix(state += 0x9E3779B97F4A7C15);
            _b = Mix(state += 0x9E3779B97F4A7C15);
            _c = Mix(state += 0x9E3779B97F4A7C15);
            _d = Mix(state + 0x9E3779B97F4A7C15);
        }
    }

    /// <summary>Spreads every bit of the input over the whole result (the finisher of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    public ulong NextBits()
    {
        unchecked
        {
            var result = ulong.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = ulong.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double NextIn(double low, double high) => low + ((high - low) * NextUnit());

    /// <summary>Uniform whole number in [0, count).</summary>
    public int NextBelow(int count) => (int)(NextUnit() * count);

    public bool Chance(double probability) => NextUnit() < probability;

    /// <summary>+1 or -1.</summary>
    public int NextSign() => (NextBits() >> 63) == 0 ? 1 : -1;

    /// <summary>Mean 0, variance 1, bounded by 3.5; the heavy tails of the market come from its regimes, not from here.</summary>
    public double NextNormal()
    {
        var bits = NextBits();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum - SumMean) / SumDeviation;
    }

    /// <summary>A count with the given mean whose draws cluster, as trades do.</summary>
    public int NextGeometric(double mean)
    {
        var again = mean / (1.0 + mean);
        var count = 0;
        while (count < 200 && NextUnit() < again)
            count++;
        return count;
    }
}
