namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses to enter against the book: bids over asks below 0.5 for a buy, above 2 for a sale (spec titan-trading 4.4, sizes of the twenty best levels).
/// Whoever stands on the other side twice as heavy moves the price first.
/// </summary>
internal sealed class ImbalanceGate : RiskGate
{
    private const decimal LeastForABuy = 0.5m;
    private const decimal MostForASale = 2.0m;

    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var imbalance = question.Surroundings.Of(intent.Instrument).Ladder.Imbalance;
        var buys = intent.Side == Model.Side.Buy;
        var limit = buys ? LeastForABuy : MostForASale;
        return (buys ? imbalance >= limit : imbalance <= limit) ? verdict.Pass(imbalance, limit) : verdict.Deny(DenialReason.Imbalance, imbalance, limit);
    }
}
