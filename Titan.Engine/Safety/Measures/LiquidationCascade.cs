namespace Titan.Engine.Safety.Measures;

/// <summary>
/// A SEVERE liquidation cascade: open interest falls, the price runs and turnover swells together (spec titan-trading 4.6, 5.2). Two of the
/// three only pause entries.
/// </summary>
internal sealed class LiquidationCascade : IMeasure
{
    public const decimal LimitSigns = 3m;

    public string Code => "SEVERE_CASCADE";

    public string Name => "signs of a liquidation cascade";

    public string Unit => "signs";

    public MeasureEffect Effect => MeasureEffect.Trip;

    public bool OnCrossing => true;

    public MeasureReading Read(in MeasureQuestion question)
    {
        int? most = null;
        var key = "";
        foreach (var sight in question.Surroundings.Sights)
        {
            if (sight?.Cascade.Last is { } signs && (most is null || signs.Count > most))
            {
                (most, key) = (signs.Count, signs.Count >= LimitSigns ? sight.Instrument.Id.Value : "");
            }
        }

        return most is { } count ? MeasureReading.Rising(count, LimitSigns, count >= LimitSigns, key)
            : MeasureReading.NotKnown(LimitSigns, "less than five minutes of open interest and turnover seen");
    }
}
