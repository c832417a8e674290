using Titan.Engine.Kernel;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One metric of the strip with its own judgement.</summary>
public sealed record StripMetric(string Key, [property: Cell] string Value, string Unit, [property: Cell] string Target, string Word, Tone Tone);

/// <summary>Signal rate, order latency and fill rate with the seeds' thresholds.</summary>
public sealed record StripView(StripMetric SignalRate, StripMetric OrderLatency, StripMetric FillRate)
{
    public static StripView From(EngineSnapshot snapshot)
    {
        var statistics = snapshot.Statistics;
        return new StripView(
            snapshot.Version == 0 ? new StripMetric(T("Signal rate"), Figures.Unknown, "/min", T("normal 0–10"), "", Tone.Unknown) : SignalsOf(statistics),
            LatencyOf(statistics),
            FillOf(statistics));
    }

    private static StripMetric SignalsOf(TradingStatistics statistics)
    {
        var high = statistics.SignalsPerMinute > 20;
        return new StripMetric(T("Signal rate"), Figures.Rate((decimal)statistics.SignalsPerMinute), "/min", T("normal 0–10"), high ? T("high") : "", high ? Tone.High : Tone.Plain);
    }

    private static StripMetric LatencyOf(TradingStatistics statistics)
    {
        if (statistics.OrderLatencyP95Ms is not { } ms)
        {
            return new StripMetric(T("Order latency P95"), Figures.Missing, "", T("no fill yet"), "", Tone.Muted);
        }

        var (word, tone) = ms switch { > 1_000 => (T("critical"), Tone.Critical), > 500 => (T("warn"), Tone.Warn), >= 100 => (T("over target"), Tone.Plain), _ => ("", Tone.Plain) };
        return new StripMetric(T("Order latency P95"), Math.Round(ms).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture), "ms", T("target < 100"), word, tone);
    }

    private static StripMetric FillOf(TradingStatistics statistics)
    {
        if (statistics.FillRate is not { } rate)
        {
            return new StripMetric(T("Fill rate, 24 h"), Figures.Missing, "", T("no entry order yet"), "", Tone.Muted);
        }

        var (word, tone) = rate switch { < 70 => (T("critical"), Tone.Critical), < 80 => (T("warn"), Tone.Warn), <= 90 => (T("under target"), Tone.Plain), _ => ("", Tone.Plain) };
        return new StripMetric(T("Fill rate, 24 h"), Figures.Rate(rate), "%", T("{0} of {1} · target > 90", statistics.FillRateFilled, statistics.FillRateTerminal), word, tone);
    }
}
