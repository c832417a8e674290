using System.Globalization;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>The crowd must still be there: the last burst is at most the hold and 200 ms old (spec titan-trading 2.6 step 5).</summary>
internal sealed class BurstAge : IFakeOutFilter
{
    private const int Beyond = 200;

    public string Reason => "BURST_OVER";

    public string? Refuse(in BiteSight sight)
    {
        var age = (sight.Now - sight.Symbol.LastBurstAt) / TimeSpan.TicksPerMillisecond;
        return age <= sight.Options.HoldMs + Beyond ? null : string.Create(CultureInfo.InvariantCulture, $"last burst {age} ms ago, at most {sight.Options.HoldMs + Beyond} ms");
    }
}
