using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Web.Api;

/// <summary>The trap strategy's metrics (names of spec titan-trading 8). Without the strategy every name is there and every count 0.</summary>
internal static class TrapMetrics
{
    public static void Write(MetricsText text, EngineSnapshot snapshot)
    {
        var view = snapshot.Scavenger ?? new ScavengerView();
        ByType(text, "titan_scavenger_traps_detected_total", "counter", "Traps set since start by type", view, static type => type.Detected);
        ByType(text, "titan_scavenger_active_traps", "gauge", "Traps that stand now by type", view, static type => type.Active);
        ByType(text, "titan_scavenger_traps_sprung_total", "counter", "Traps sprung since start by type", view, static type => type.Sprung);
        ByType(text, "titan_scavenger_traps_aborted_total", "counter", "Sprung traps that a filter stopped, by type", view, static type => type.Aborted);
        Cycles(text, view);
        text.Metric("titan_scavenger_binance_ticks_total", "counter", "Prints of the venue that leads").Sample("titan_scavenger_binance_ticks_total", view.SpotTrades)
            .Metric("titan_scavenger_tick_processing_rate", "gauge", "Prints per second of the last 5 s").Sample("titan_scavenger_tick_processing_rate", view.SpotTradesPerSecond)
            .Metric("titan_scavenger_memory_bytes", "gauge", "Memory that the windows hold, bytes").Sample("titan_scavenger_memory_bytes", view.Bytes)
            .Metric("titan_scavenger_input_faults_total", "counter", "Events left out because something was wrong with them, by kind");
        foreach (var (fault, count) in view.Faults)
        {
            text.Sample("titan_scavenger_input_faults_total", count, ("kind", fault));
        }
    }

    private static void ByType(MetricsText text, string name, string kind, string help, ScavengerView view, Func<TrapTypeView, long> count)
    {
        text.Metric(name, kind, help);
        foreach (var type in TrapTypes.All)
        {
            text.Sample(name, view.Types.FirstOrDefault(candidate => candidate.Type == type) is { } found ? count(found) : 0, ("trap_type", type.Word()));
        }
    }

    private static void Cycles(MetricsText text, ScavengerView view)
    {
        const string Name = "titan_scavenger_trap_calculation_seconds";
        var label = ("calculation_type", "map");
        text.Metric(Name, "histogram", "Duration of a map cycle");
        var running = 0L;
        for (var bucket = 0; bucket < ScavengerView.CycleBucketSeconds.Length; bucket++)
        {
            running += bucket < view.CycleCounts.Length ? view.CycleCounts[bucket] : 0;
            text.Sample(Name + "_bucket", running, label, ("le", ScavengerView.CycleBucketSeconds[bucket].ToString("R", CultureInfo.InvariantCulture)));
        }

        var all = view.CycleCounts.Sum();
        text.Sample(Name + "_bucket", all, label, ("le", "+Inf")).Sample(Name + "_sum", view.CycleSecondsSum, label).Sample(Name + "_count", all, label);
    }
}
