namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// The weights of the mean-reverting noises for one length of step, worked out once:
/// next = value x Keep + Kick x normal, with a stationary deviation of one.
/// </summary>
internal readonly record struct NoiseScale(
    double FastKeep, double FastKick, double MediumKeep, double MediumKick, double CommonKeep, double CommonKick)
{
    private const double FastSeconds = 20;
    private const double MediumSeconds = 150;
    private const double CommonSeconds = 300;

    public static NoiseScale For(int stepMs)
    {
        var (fastKeep, fastKick) = Weights(stepMs, FastSeconds);
        var (mediumKeep, mediumKick) = Weights(stepMs, MediumSeconds);
        var (commonKeep, commonKick) = Weights(stepMs, CommonSeconds);
        return new(fastKeep, fastKick, mediumKeep, mediumKick, commonKeep, commonKick);
    }

    private static (double Keep, double Kick) Weights(int stepMs, double seconds)
    {
        // 1 / (1 + x) instead of e^-x: exact operations only, and stable for long steps.
        var keep = 1.0 / (1.0 + (stepMs / 1000.0 / seconds));
        return (keep, Math.Sqrt(1.0 - (keep * keep)));
    }
}
