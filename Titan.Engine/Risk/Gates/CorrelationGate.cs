using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Halves an entry that moves with a position of the same direction: two of the same bet lose together (spec titan-trading 3.4 step 10).
/// Above 0.8 by amount; a pair that is not known counts as 0.5.
/// </summary>
internal sealed class CorrelationGate : RiskGate
{
    private const double Limit = 0.8;
    private const decimal Told = 0.8m;

    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var highest = question.Brain.HighestWith(intent.Instrument, intent.Side == Side.Buy, question.State, question.Instruments, question.Exposure);
        var told = Decimals.Rounded(highest, 6);
        return highest > Limit
            ? verdict.Lower(DenialReason.Correlation, intent.Instrument.FloorQuantity(question.Quantity * 0.5m), told, Told)
            : verdict.Pass(told, Told);
    }
}
