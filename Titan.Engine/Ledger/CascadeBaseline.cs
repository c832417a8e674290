namespace Titan.Engine.Ledger;

/// <summary>
/// Liquidation cascade signs of one instrument (spec titan-trading 4.6): open interest and 24 h turnover against their moving means
/// (weights 0.1 and 0.05 per sample of 30 s), the price against five minutes ago. Two of three signs are MODERATE, three SEVERE.
/// </summary>
public sealed class CascadeBaseline
{
    /// <summary>Samples before anything is said: five minutes, as long as the price looks back.</summary>
    public const int FewestSamples = 10;

    private const double InterestWeight = 0.1;
    private const double VolumeWeight = 0.05;
    private const double InterestFall = -0.05;
    private const double PriceMove = 0.03;
    private const double VolumeRise = 3.0;
    private const int Digits = 12;

    private double _interest;
    private double _volume;
    private int _samples;

    /// <summary>The last sample's signs; null until enough was seen, or when a figure was missing.</summary>
    public CascadeSigns? Last { get; private set; }

    /// <summary>One sample. Figures of nothing (never told, or absurd) are not sampled: missing data is not calm.</summary>
    /// <param name="openInterest">Base currency.</param>
    /// <param name="turnover24h">Quote currency.</param>
    /// <param name="move">Change of the price over five minutes, fraction; null when unknown.</param>
    public void Sample(double openInterest, double turnover24h, double? move)
    {
        if (openInterest <= 0 || turnover24h <= 0 || move is not { } moved || !double.IsFinite(moved))
        {
            Last = null;
            return;
        }

        if (_samples++ == 0)
        {
            (_interest, _volume) = (openInterest, turnover24h);
        }

        // Rounded, so that a figure exactly on its limit is not over it by the last bit.
        var interest = Math.Round((openInterest / _interest) - 1.0, Digits);
        var volume = Math.Round(turnover24h / _volume, Digits);
        _interest += InterestWeight * (openInterest - _interest);
        _volume += VolumeWeight * (turnover24h - _volume);
        Last = _samples > FewestSamples
            ? new CascadeSigns(interest, moved, volume, (interest < InterestFall ? 1 : 0) + (Math.Abs(moved) > PriceMove ? 1 : 0) + (volume > VolumeRise ? 1 : 0))
            : null;
    }
}

/// <summary>What a sample showed: change of open interest and price as fractions, turnover as a ratio, and how many of the three are signs.</summary>
public readonly record struct CascadeSigns(double OpenInterestChange, double PriceMove, double VolumeRatio, int Count)
{
    public bool IsModerate => Count == 2;

    public bool IsSevere => Count >= 3;
}
