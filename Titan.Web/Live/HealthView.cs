using Titan.Engine.Kernel;
using Titan.Engine.Venues;

namespace Titan.Web.Live;

/// <summary>One line of the health panel.</summary>
public sealed record HealthRow(string Name, string What, string Value, Tone Tone);

/// <summary>Streams, REST, database, queues, loop and clock as the engine last measured them. What is not installed is not listed.</summary>
public sealed record HealthView(ValueList<HealthRow> Rows)
{
    public static HealthView From(EngineSnapshot snapshot, DateTimeOffset now) => snapshot.Version == 0
        ? new HealthView([])
        : new HealthView([.. Streams(snapshot, now), Rest(snapshot.Venue), Database(snapshot.Load), Queue(snapshot.Load), Loop(snapshot.Load), Clock(snapshot.Venue)]);

    private static IEnumerable<HealthRow> Streams(EngineSnapshot snapshot, DateTimeOffset now)
    {
        foreach (var stream in snapshot.Venue.Streams)
        {
            var name = stream.Stream switch { StreamKind.Public => "Market stream", StreamKind.Private => "Account stream", _ => "Order stream" };
            if (!stream.Connected)
            {
                yield return new HealthRow(name, "down", $"{Figures.Age(now - stream.Since)}", Tone.Critical);
            }
            else if (stream.Stream != StreamKind.Public)
            {
                yield return new HealthRow(name, "connected", Figures.Age(now - stream.Since), Tone.Ok);
            }
            else if (stream.LastMessageAt is { } last)
            {
                // Under a second a market stream is simply alive; the tenths would only flicker.
                var age = now - last;
                yield return new HealthRow(name, "last message", age.TotalSeconds < 1 ? "< 1 s" : Figures.Age(age), age.TotalSeconds > 5 ? Tone.Stale : Tone.Ok);
            }
            else
            {
                yield return new HealthRow(name, "no message yet", Figures.Unknown, Tone.Unknown);
            }
        }
    }

    private static HealthRow Rest(VenueStatus venue)
    {
        if (venue.FatalReason is { } fatal)
        {
            return new HealthRow("Venue", "refuses us", fatal, Tone.Critical);
        }

        if (!venue.RestHealthy)
        {
            return new HealthRow("REST", "round trip", "no answer", Tone.Critical);
        }

        var tone = venue.RestLatencyMs switch { > 1_000 => Tone.Critical, > 500 => Tone.High, > 100 => Tone.Warn, _ => Tone.Ok };
        return new HealthRow("REST", venue.BackingOff ? "backing off" : "round trip, target < 100 ms", Figures.Milliseconds(venue.RestLatencyMs), venue.BackingOff ? Tone.Warn : tone);
    }

    private static HealthRow Database(EngineLoad load) => load.JournalWritable
        ? new HealthRow("Database", "last write", Figures.Milliseconds(load.JournalLastWriteMs), load.JournalPending > 1_000 ? Tone.Warn : Tone.Ok)
        : new HealthRow("Database", load.JournalProblem ?? "cannot write", "blocked", Tone.Critical);

    private static HealthRow Queue(EngineLoad load)
    {
        var depth = load.CommandDepth + load.ReportDepth + load.MarketDepth;
        return new HealthRow("Engine queue", "waiting inputs", Figures.Short(depth), depth > 1_000 ? Tone.Warn : Tone.Ok);
    }

    private static HealthRow Loop(EngineLoad load)
    {
        var tone = load.LoopAgeMs switch { > 5_000 => Tone.Critical, > 1_000 => Tone.Warn, _ => Tone.Ok };
        return new HealthRow("Engine loop", "last step", load.LoopAgeMs < 1_000 ? "< 1 s" : Figures.Age(TimeSpan.FromMilliseconds(load.LoopAgeMs)), tone);
    }

    private static HealthRow Clock(VenueStatus venue) => venue.ClockKnown
        ? new HealthRow("Clock", "against the venue", $"{Figures.Signed((decimal)Math.Round(venue.ClockOffsetMs), 0)} ms", Math.Abs(venue.ClockOffsetMs) >= 1_000 ? Tone.Critical : Tone.Ok)
        : new HealthRow("Clock", "against the venue", "not measured yet", Tone.Unknown);
}
