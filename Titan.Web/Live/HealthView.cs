using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Web.Cells;
using Titan.Web.Guard;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One line of the health panel.</summary>
public sealed record HealthRow(string Name, string What, [property: Cell] string Value, Tone Tone);

/// <summary>Streams, REST, database, queues, loop and clock as the engine last measured them. What is not installed is not listed.</summary>
public sealed record HealthView(ValueList<HealthRow> Rows)
{
    /// <param name="snapshot">What the engine said.</param>
    /// <param name="now">When it is read.</param>
    /// <param name="guard">The guard as last seen; null where no guard can be seen.</param>
    public static HealthView From(EngineSnapshot snapshot, DateTimeOffset now, GuardLook? guard = null) => snapshot.Version == 0
        ? new HealthView([])
        : new HealthView([.. Streams(snapshot, now), .. Leader(snapshot.Spot, now), Rest(snapshot.Venue), Database(snapshot.Load), Queue(snapshot.Load), Loop(snapshot.Load), Clock(snapshot.Venue), .. Guard(guard, now)]);

    private static IEnumerable<HealthRow> Streams(EngineSnapshot snapshot, DateTimeOffset now)
    {
        foreach (var stream in snapshot.Venue.Streams)
        {
            var name = stream.Stream switch { StreamKind.Public => T("Market stream"), StreamKind.Private => T("Account stream"), _ => T("Order stream") };
            if (!stream.Connected)
            {
                yield return new HealthRow(name, T("down"), $"{Figures.Age(now - stream.Since)}", Tone.Critical);
            }
            else if (stream.Stream != StreamKind.Public)
            {
                yield return new HealthRow(name, T("connected"), Figures.Age(now - stream.Since), Tone.Ok);
            }
            else if (stream.LastMessageAt is { } last)
            {
                yield return LastMessage(name, now - last);
            }
            else
            {
                yield return new HealthRow(name, T("no message yet"), Figures.Unknown, Tone.Unknown);
            }
        }
    }

    private static IEnumerable<HealthRow> Leader(SpotFeedStatus spot, DateTimeOffset now)
    {
        if (spot.Installed)
        {
            var name = T("Binance stream");
            yield return !spot.Connected ? new HealthRow(name, T("down"), Figures.Age(now - spot.Since), Tone.Critical)
                : !spot.Live ? new HealthRow(name, T("no message yet"), Figures.Unknown, Tone.Unknown)
                : LastMessage(name, now - (spot.LastMessageAt ?? spot.Since));
        }
    }

    // Under a second a market stream is simply alive; the tenths would only flicker.
    private static HealthRow LastMessage(string name, TimeSpan age) =>
        new(name, T("last message"), age.TotalSeconds < 1 ? "< 1 s" : Figures.Age(age), age.TotalSeconds > 5 ? Tone.Stale : Tone.Ok);

    private static HealthRow Rest(VenueStatus venue)
    {
        if (venue.FatalReason is { } fatal)
        {
            return new HealthRow(T("Venue"), T("refuses us"), Said(fatal), Tone.Critical);
        }

        if (!venue.RestHealthy)
        {
            return new HealthRow("REST", T("round trip"), T("no answer"), Tone.Critical);
        }

        var tone = venue.RestLatencyMs switch { > 1_000 => Tone.Critical, > 500 => Tone.High, > 100 => Tone.Warn, _ => Tone.Ok };
        return new HealthRow("REST", venue.BackingOff ? T("backing off") : T("round trip, target < 100 ms"), Figures.Milliseconds(venue.RestLatencyMs), venue.BackingOff ? Tone.Warn : tone);
    }

    private static HealthRow Database(EngineLoad load) => load.JournalWritable
        ? new HealthRow(T("Database"), T("last write"), Figures.Milliseconds(load.JournalLastWriteMs), load.JournalPending > 1_000 ? Tone.Warn : Tone.Ok)
        : new HealthRow(T("Database"), load.JournalProblem is { } why ? Said(why) : T("cannot write"), T("blocked"), Tone.Critical);

    private static HealthRow Queue(EngineLoad load)
    {
        var depth = load.CommandDepth + load.ReportDepth + load.MarketDepth;
        return new HealthRow(T("Engine queue"), T("waiting inputs"), Figures.Short(depth), depth > 1_000 ? Tone.Warn : Tone.Ok);
    }

    private static HealthRow Loop(EngineLoad load)
    {
        var tone = load.LoopAgeMs switch { > 5_000 => Tone.Critical, > 1_000 => Tone.Warn, _ => Tone.Ok };
        return new HealthRow(T("Engine loop"), T("last step"), load.LoopAgeMs < 1_000 ? "< 1 s" : Figures.Age(TimeSpan.FromMilliseconds(load.LoopAgeMs)), tone);
    }

    // What it did within a day outranks that it watches again: somebody should read the receipt.
    private static IEnumerable<HealthRow> Guard(GuardLook? guard, DateTimeOffset now)
    {
        if (guard is null)
        {
            yield break;
        }

        var acted = guard.Last is { } last && now - last.StartedAt < TimeSpan.FromHours(24) ? last : null;
        yield return guard.Standing switch
        {
            GuardStanding.Acting => new HealthRow(T("Guard"), acted is { Reason: { } why } ? Said(why) : T("its run goes on"), T("acting"), Tone.Critical),
            GuardStanding.Watching when acted is not null => new HealthRow(T("Guard"), T("watching; acted on {0}", acted.Cause), T("{0} ago", Figures.Age(now - acted.StartedAt)), Tone.Warn),
            GuardStanding.Watching => new HealthRow(T("Guard"), T("second process, heartbeat"), T("watching"), Tone.Ok),
            GuardStanding.Unknown => new HealthRow(T("Guard"), T("listening for its beat"), Figures.Unknown, Tone.Unknown),
            _ when acted is not null => new HealthRow(T("Guard"), T("not running; acted on {0}", acted.Cause), T("{0} ago", Figures.Age(now - acted.StartedAt)), Tone.Warn),
            _ => new HealthRow(T("Guard"), T("nobody watches"), T("not running"), Tone.Muted),
        };
    }

    private static HealthRow Clock(VenueStatus venue) => venue.ClockKnown
        ? new HealthRow(T("Clock"), T("against the venue"), $"{Figures.Signed((decimal)Math.Round(venue.ClockOffsetMs), 0)} ms", Math.Abs(venue.ClockOffsetMs) >= 1_000 ? Tone.Critical : Tone.Ok)
        : new HealthRow(T("Clock"), T("against the venue"), T("not measured yet"), Tone.Unknown);
}
