using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a stop that is not on the losing side or a target that is not on the winning side: such a position would be naked or closed at once.</summary>
internal sealed class ProtectionGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var price = intent.LimitPrice;
        var sound = intent.Side == Side.Buy ? intent.StopLoss < price && intent.TakeProfit > price : intent.StopLoss > price && intent.TakeProfit < price;
        return sound && intent.StopLoss > 0 ? verdict.Pass() : verdict.Deny(DenialReason.InvalidProtection, intent.StopLoss, price);
    }
}
