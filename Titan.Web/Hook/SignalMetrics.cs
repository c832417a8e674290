using System.Collections.Concurrent;
using Titan.Engine.Intake;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Web.Api;

namespace Titan.Web.Hook;

/// <summary>Counts of the webhook, the channel and zombies, and how long a signal takes from its door to its answer.</summary>
internal sealed class SignalMetrics(SignalChannel channel)
{
    // Told as zero before the first, so that an alert on them needs no history.
    private static readonly string[] Always = ["accepted", "BAD_SIGNATURE", "BAD_SOURCE", "INVALID_PAYLOAD", "TIMESTAMP_DRIFT_EXCEEDED", "DUPLICATE_SIGNAL_ID"];

    private readonly ConcurrentDictionary<string, long> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ZombieKind, long> _zombies = new();
    private readonly MetricsHistogram _approved = Buckets();
    private readonly MetricsHistogram _refused = Buckets();
    private long _lapsed;

    /// <summary>A request to the webhook ended: accepted, or the word it was refused with.</summary>
    public void Count(string result) => _requests.AddOrUpdate(result, 1, static (_, count) => count + 1);

    /// <summary>Seconds from the door to the judgement's answer.</summary>
    public void Observe(bool approved, double seconds) => (approved ? _approved : _refused).Observe(seconds);

    public void Count(Fact fact)
    {
        if (fact is SignalHeard { Zombie: { } kind })
        {
            _zombies.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        }
        else if (fact is SignalLapsed)
        {
            Interlocked.Increment(ref _lapsed);
        }
    }

    public void Write(MetricsText text)
    {
        text.Metric("titan_webhook_requests_total", "counter", "Requests to the webhook by result");
        foreach (var result in _requests.Keys.Concat(Always).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Sample("titan_webhook_requests_total", _requests.GetValueOrDefault(result), ("result", result));
        }

        text.Metric("titan_zombie_signals_total", "counter", "Signals of something that is not, or not any more, by kind; none was traded on");
        foreach (var kind in Enum.GetValues<ZombieKind>())
        {
            text.Sample("titan_zombie_signals_total", _zombies.GetValueOrDefault(kind), ("kind", ZombieWords.Code(kind)));
        }

        text.Metric("titan_stale_signals_total", "counter", "Prepared signals given up for want of a CONFIRM").Sample("titan_stale_signals_total", Interlocked.Read(ref _lapsed))
            .Metric("titan_signal_channel_heard_total", "counter", "Signals sent into the channel").Sample("titan_signal_channel_heard_total", channel.Heard, ("channel", SignalChannel.Name))
            .Metric("titan_signal_channel_dropped_total", "counter", "Signals a full channel dropped").Sample("titan_signal_channel_dropped_total", channel.Dropped, ("channel", SignalChannel.Name))
            .Metric("titan_duplicate_signals_total", "counter", "Repeats that changed nothing").Sample("titan_duplicate_signals_total", channel.Duplicates)
            .Histograms("titan_signal_processing_seconds", "From the door to the answer", [(_approved, [("source", "webhook"), ("approved", "true")]), (_refused, [("source", "webhook"), ("approved", "false")])]);
    }

    private static MetricsHistogram Buckets() => new(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.5, 1);
}
