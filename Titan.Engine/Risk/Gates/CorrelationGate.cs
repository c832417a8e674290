namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Halves an entry that moves with a position of the same direction: two of the same bet lose together (spec titan-trading 3.4 step 10).
/// Above 0.8 by amount; a pair that is not known counts as 0.5.
/// </summary>
internal sealed class CorrelationGate : IRiskGate
{
    private const double Limit = 0.8;
    private const decimal Told = 0.8m;

    public RiskVerdict Check(in RiskQuestion question)
    {
        ref readonly var intent = ref question.Intent;
        var highest = question.Brain.HighestWith(intent.Instrument, intent.Side == Model.Side.Buy, question.State, question.Instruments, question.Exposure);
        return highest > Limit
            ? RiskVerdict.Lower(DenialReason.Correlation, intent.Instrument.FloorQuantity(question.Quantity * 0.5m), (decimal)highest, Told)
            : RiskVerdict.PassWith((decimal)highest, Told);
    }
}
