using Titan.Engine.Ledger;

namespace Titan.Engine.Safety.Measures;

/// <summary>Extreme volatility of the whole market: BTCUSDT moved 5 % or more within five minutes (seed 002, defined in spec titan-trading 5.2).</summary>
internal sealed class MarketMove : IMeasure
{
    public const decimal LimitPercent = 5m;

    private const string Market = "BTCUSDT";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public string Code => "EXTREME_MOVE";

    public string Name => "BTCUSDT move in 5 minutes";

    public string Unit => "%";

    public MeasureEffect Effect => MeasureEffect.Trip;

    public bool OnCrossing => true;

    public MeasureReading Read(in MeasureQuestion question)
    {
        if (!question.Instruments.TryGet(Market, out var instrument))
        {
            return MeasureReading.NotKnown(LimitPercent, $"{Market} is not traded here");
        }

        if (question.Surroundings.Of(instrument).Memory.Points.MoveOver(Window, question.Now) is not { } move)
        {
            return MeasureReading.NotKnown(LimitPercent, $"no price of {Market} in the last five minutes");
        }

        var percent = decimal.Round((decimal)Math.Abs(move) * 100m, 4);
        return MeasureReading.Rising(percent, LimitPercent, percent >= LimitPercent);
    }
}
