using System.Globalization;

namespace Titan.Engine.Venues.Binance;

/// <summary>A spot pair that a contract may stand for: one contract unit is <paramref name="Multiplier"/> units of the pair.</summary>
internal readonly record struct PairCandidate(string Symbol, decimal Multiplier);

/// <summary>
/// Which spot pair leads a contract. Contracts of small coins bundle them (1000PEPEUSDT, SHIB1000USDT, 1000000MOGUSDT); the spot venue
/// lists the coin itself, and a few coins as bundles of its own (1000SATSUSDT, 1MBABYDOGEUSDT). Spec titan-trading 2.1.
/// </summary>
internal static class ContractMap
{
    private const string Quote = "USDT";

    /// <summary>Candidates, most likely first; which one exists only the venue's list of pairs can tell.</summary>
    public static IReadOnlyList<PairCandidate> Candidates(string contract)
    {
        if (!contract.EndsWith(Quote, StringComparison.Ordinal))
            return [new(contract, 1m)];
        var coin = contract[..^Quote.Length];
        var (name, bundle) = Unbundle(coin);
        if (bundle == 1m)
            return [new(contract, 1m), .. OwnBundles(coin, 1m)];
        return [new(name + Quote, bundle), .. OwnBundles(name, bundle)];
    }

    private static IEnumerable<PairCandidate> OwnBundles(string coin, decimal bundle) =>
        [new("1000" + coin + Quote, bundle / 1_000m), new("1M" + coin + Quote, bundle / 1_000_000m)];

    // 1000 and its multiples by ten, before the coin or behind it; a coin whose own name has other digits (1INCH) is no bundle.
    private static (string Coin, decimal Bundle) Unbundle(string coin)
    {
        var digits = 0;
        while (digits < coin.Length && char.IsAsciiDigit(coin[digits]))
            digits++;
        if (digits < coin.Length && IsBundle(coin.AsSpan(0, digits), out var bundle))
            return (coin[digits..], bundle);
        var tail = coin.Length;
        while (tail > 0 && char.IsAsciiDigit(coin[tail - 1]))
            tail--;
        return tail > 0 && IsBundle(coin.AsSpan(tail), out bundle) ? (coin[..tail], bundle) : (coin, 1m);
    }

    private static bool IsBundle(ReadOnlySpan<char> digits, out decimal bundle)
    {
        bundle = 1m;
        return digits.Length is >= 4 and <= 9 && digits[0] == '1' && digits[1..].IndexOfAnyExcept('0') < 0
            && decimal.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out bundle);
    }
}
