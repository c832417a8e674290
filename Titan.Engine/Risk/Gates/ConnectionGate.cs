using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while the market stream is down, or the private stream was for longer than the grace: fills would be invisible.</summary>
internal sealed class ConnectionGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var surroundings = question.Surroundings;
        if (surroundings.PublicDownSince is not null || surroundings.Venue is not { RestHealthy: true, FatalReason: null })
        {
            return verdict.Deny(DenialReason.Disconnected);
        }

        var grace = question.Config.Execution.PrivateStreamGraceSeconds;
        var down = surroundings.PrivateDownSince is { } since ? Decimals.Seconds(question.Now - since) : 0m;
        return surroundings.PrivateDownSince is null || down < grace
            ? verdict.Pass()
            : verdict.Deny(DenialReason.Disconnected, down, grace);
    }
}
