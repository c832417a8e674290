namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a spread above the limit: half of it is lost at once.</summary>
internal sealed class SpreadGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        ref readonly var quote = ref question.Surroundings.Of(question.Intent.Instrument).Quote;
        var spread = (quote.Ask - quote.Bid) / quote.Mid * 100m;
        var limit = question.Config.Execution.MaxSpreadPct;
        return spread > 0 && spread <= limit ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.Spread, spread, limit);
    }
}
