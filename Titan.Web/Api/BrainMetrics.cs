using Titan.Engine.Kernel;

namespace Titan.Web.Api;

/// <summary>The Brain's metrics (names of spec titan-trading 8). Only phase 1 has strategies; a figure that is not known is left out.</summary>
internal static class BrainMetrics
{
    public static void Write(MetricsText text, EngineSnapshot snapshot, IEnumerable<KeyValuePair<(bool Approved, string Reason), long>> decisions)
    {
        text.Metric("titan_brain_decisions_total", "counter", "Judged intents by phase, verdict and reason");
        var counted = decisions.ToDictionary(one => one.Key, one => one.Value);
        counted.TryAdd((true, ""), 0);
        foreach (var ((approved, reason), count) in counted.OrderBy(one => one.Key.Reason, StringComparer.Ordinal))
        {
            text.Sample("titan_brain_decisions_total", count, ("phase_id", "1"), ("approved", approved ? "true" : "false"), ("reason", reason));
        }

        ByPhase(text, snapshot, "titan_brain_allocation_weight", "Share of equity as margin, by phase", static phase => phase.Weight);
        ByPhase(text, snapshot, "titan_brain_sharpe_ratio", "Sharpe ratio of the last seven days, by phase", static phase => phase.Sharpe);
        ByPhase(text, snapshot, "titan_brain_performance_modifier", "What a phase's capital is multiplied by", static phase => phase.Installed ? phase.Modifier : null);
    }

    private static void ByPhase(MetricsText text, EngineSnapshot snapshot, string name, string help, Func<PhaseView, decimal?> figure)
    {
        text.Metric(name, "gauge", help);
        foreach (var phase in snapshot.BrainView.Phases)
        {
            if (figure(phase) is { } value)
            {
                text.Sample(name, (double)value, ("phase_id", phase.Phase.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }
    }
}
