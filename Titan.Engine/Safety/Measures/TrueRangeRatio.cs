namespace Titan.Engine.Safety.Measures;

/// <summary>
/// Extreme volatility where we hold something: the one-minute ATR(14) of an instrument with an open position is five times its 24 h median
/// or more (spec titan-trading 5.2).
/// </summary>
internal sealed class TrueRangeRatio : IMeasure
{
    public const decimal LimitTimes = 5m;

    public string Code => "EXTREME_RANGE";

    public string Name => "true range of a held instrument against its day";

    public string Unit => "x";

    public MeasureEffect Effect => MeasureEffect.Trip;

    public bool OnCrossing => true;

    public MeasureReading Read(in MeasureQuestion question)
    {
        decimal? worst = null;
        var key = "";
        foreach (var id in question.State.Positions.Keys)
        {
            if (question.Instruments.TryGet(id, out var instrument)
                && question.Surroundings.Of(instrument).Memory.Ranges is { Current: { } now, Median: { } usual } && usual > 0
                && (worst is null || (decimal)(now / usual) > worst))
            {
                (worst, key) = (decimal.Round((decimal)(now / usual), 4), id.Value);
            }
        }

        return worst is { } ratio ? MeasureReading.Rising(ratio, LimitTimes, ratio >= LimitTimes, key)
            : MeasureReading.NotKnown(LimitTimes, question.State.Positions.Count == 0 ? "no position is open" : "less than four hours seen");
    }
}
