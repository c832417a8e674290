using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Lowers an entry at market to what the book holds within <c>execution.maxSlippagePct</c> of its best price (spec titan-trading 4.4, 0.2 %): the rest
/// would be bought from levels that nobody meant to pay. A limit order waits at its own price and is none of its business. Base currency.
/// </summary>
internal sealed class SlippageGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        ref readonly var intent = ref question.Intent;
        if (intent.Order != EntryOrder.Market)
        {
            return RiskVerdict.Pass;
        }

        var sight = question.Surroundings.Of(intent.Instrument);
        var best = intent.Side == Side.Buy ? sight.Quote.Ask : sight.Quote.Bid;
        var bound = best * (1m + (intent.Side.Sign() * question.Config.Execution.MaxSlippagePct / 100m));
        var there = sight.Ladder.Within(intent.Instrument, intent.Side, bound);
        return question.Quantity <= there ? RiskVerdict.PassWith(question.Quantity, there) : RiskVerdict.Lower(DenialReason.Slippage, there, question.Quantity, there);
    }
}
