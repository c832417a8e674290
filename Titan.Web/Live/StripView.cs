using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>One metric of the strip with its own judgement.</summary>
public sealed record StripMetric(string Key, string Value, string Unit, string Target, string Word, Tone Tone);

/// <summary>Signal rate, order latency and fill rate with the seeds' thresholds.</summary>
public sealed record StripView(StripMetric SignalRate, StripMetric OrderLatency, StripMetric FillRate)
{
    public static StripView From(EngineSnapshot snapshot)
    {
        var statistics = snapshot.Statistics;
        return new StripView(
            snapshot.Version == 0 ? new StripMetric("Signal rate", Figures.Unknown, "/min", "normal 0–10", "", Tone.Unknown) : SignalsOf(statistics),
            LatencyOf(statistics),
            FillOf(statistics));
    }

    private static StripMetric SignalsOf(TradingStatistics statistics)
    {
        var high = statistics.SignalsPerMinute > 20;
        return new StripMetric("Signal rate", Figures.Rate((decimal)statistics.SignalsPerMinute), "/min", "normal 0–10", high ? "high" : "", high ? Tone.High : Tone.Plain);
    }

    private static StripMetric LatencyOf(TradingStatistics statistics)
    {
        if (statistics.OrderLatencyP95Ms is not { } ms)
        {
            return new StripMetric("Order latency P95", Figures.Missing, "", "no fill yet", "", Tone.Muted);
        }

        var (word, tone) = ms switch { > 1_000 => ("critical", Tone.Critical), > 500 => ("warn", Tone.Warn), >= 100 => ("over target", Tone.Plain), _ => ("", Tone.Plain) };
        return new StripMetric("Order latency P95", Math.Round(ms).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture), "ms", "target < 100", word, tone);
    }

    private static StripMetric FillOf(TradingStatistics statistics)
    {
        if (statistics.FillRate is not { } rate)
        {
            return new StripMetric("Fill rate, 24 h", Figures.Missing, "", "no entry order yet", "", Tone.Muted);
        }

        var (word, tone) = rate switch { < 70 => ("critical", Tone.Critical), < 80 => ("warn", Tone.Warn), <= 90 => ("under target", Tone.Plain), _ => ("", Tone.Plain) };
        return new StripMetric("Fill rate, 24 h", Figures.Rate(rate), "%", $"{statistics.FillRateFilled} of {statistics.FillRateTerminal} · target > 90", word, tone);
    }
}
