using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One line of a facts list: what, value, the word beside it, and how it is judged.</summary>
public sealed record Fact(string Name, [property: Cell] string Value, [property: Cell] string Note = "", Tone Tone = Tone.Plain);

/// <summary>One socket of the venue.</summary>
public sealed record SocketLine(string Name, string State, Tone Tone, string Since, string LastMessage, Tone LastTone, string Reconnects, string Frames, string BadFrames, Tone BadTone);

/// <summary>The machine room: sockets, venue, engine loop, database, process, versions, as last measured.</summary>
public sealed record SystemView(
    Freshness Freshness, string Verdict, Tone VerdictTone, ValueList<SocketLine> Sockets, ValueList<Fact> Venue, ValueList<Fact> Loop, ValueList<Fact> Database,
    ValueList<Fact> Process, ValueList<Fact> Versions)
{
    public static SystemView From(EngineSnapshot snapshot, DateTimeOffset now, ProcessSample process, int viewers)
    {
        var freshness = Freshness.Of(snapshot, now);
        var (verdict, tone) = VerdictOf(snapshot, freshness);
        return new SystemView(
            freshness, verdict, tone, [.. SocketsOf(snapshot, now)], [.. VenueOf(snapshot.Venue)], [.. LoopOf(snapshot, process)],
            [.. DatabaseOf(snapshot, process)], [.. ProcessOf(snapshot, now, process, viewers)], [.. VersionsOf(snapshot.Identity, process)]);
    }

    /// <summary>Bytes as people read them: 61.4 MB.</summary>
    public static string Bytes(long? bytes) => bytes switch
    {
        null => Figures.Unknown,
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000d:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000d:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000d:0.0} GB"),
    };

    private static (string, Tone) VerdictOf(EngineSnapshot snapshot, Freshness freshness) => snapshot switch
    {
        { Version: 0 } => (T("The engine is starting."), Tone.Unknown),
        _ when freshness.IsStale => (T("The engine has said nothing for {0}.", freshness.Text), Tone.Stale),
        { Readiness.Ready: false } => (T("Not ready: {0}", snapshot.Readiness.NotReadyBecause is { } why ? Said(why) : T("starting")), Tone.Warn),
        { EntryBlocks.Length: > 0 } => (T("Running. Entries wait: {0}", string.Join(", ", snapshot.EntryBlocks.Select(BlockWords.Of))), Tone.Warn),
        _ => (T("Running, restored and reconciled."), Tone.Ok),
    };

    // The market never falls silent; account and orders do.
    private static IEnumerable<SocketLine> SocketsOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        foreach (var stream in snapshot.Venue.Streams)
        {
            var name = stream.Stream switch { StreamKind.Public => T("Market stream"), StreamKind.Private => T("Account stream"), _ => T("Order stream") };
            yield return SocketOf(name, stream.Connected, now - stream.Since, now - stream.LastMessageAt, stream.Stream == StreamKind.Public, (stream.Reconnects, stream.Frames, stream.BadFrames));
        }

        if (snapshot.Spot is { Installed: true } spot)
        {
            yield return SocketOf(T("Binance stream"), spot.Connected, now - spot.Since, now - spot.LastMessageAt, true, (spot.Reconnects, spot.Frames, spot.BadFrames));
        }
    }

    private static SocketLine SocketOf(string name, bool connected, TimeSpan since, TimeSpan? age, bool neverSilent, (long Reconnects, long Frames, long Bad) counts) => new(
        name, connected ? T("connected") : T("down"), connected ? Tone.Ok : Tone.Critical, Figures.Age(since),
        age is { } known ? known.TotalSeconds < 1 ? "< 1 s" : Figures.Age(known) : Figures.Missing, neverSilent && age?.TotalSeconds > 5 ? Tone.Stale : Tone.Plain,
        Count(counts.Reconnects), Count(counts.Frames), Count(counts.Bad), counts.Bad > 0 ? Tone.Warn : Tone.Plain);

    private static IEnumerable<Fact> VenueOf(VenueStatus venue)
    {
        if (venue.FatalReason is { } fatal)
        {
            yield return new Fact(T("Venue refuses us"), Said(fatal), "", Tone.Critical);
        }

        var latency = venue.RestLatencyMs switch { > 500 => Tone.Critical, > 100 => Tone.Warn, _ => Tone.Plain };
        yield return venue.RestHealthy
            ? new Fact(T("REST round trip"), Figures.Milliseconds(venue.RestLatencyMs), T("target < 100 ms"), latency)
            : new Fact(T("REST round trip"), T("no answer"), "", Tone.Critical);
        var share = venue.RequestLimit > 0 ? venue.RequestsLastSecond * 100 / venue.RequestLimit : 0;
        yield return new Fact(T("Requests, last second"), T("{0} of {1}", Count(venue.RequestsLastSecond), Count(venue.RequestLimit)), T("{0} % of the limit", Count(share)), share >= 80 ? Tone.Warn : Tone.Plain);
        yield return new Fact(T("Requests in flight"), Count(venue.InFlight));
        yield return new Fact(T("Backing off"), venue.BackingOff ? T("yes") : T("no"), venue.BackingOff ? T("the venue asked for fewer requests") : "", venue.BackingOff ? Tone.Warn : Tone.Plain);
        yield return venue.ClockKnown
            ? new Fact(T("Clock against the venue"), $"{Figures.Signed((decimal)Math.Round(venue.ClockOffsetMs), 0)} ms", T("limit 1,000 ms"), Math.Abs(venue.ClockOffsetMs) >= 1_000 ? Tone.Critical : Tone.Plain)
            : new Fact(T("Clock against the venue"), Figures.Unknown, T("not measured yet"), Tone.Unknown);
    }

    private static IEnumerable<Fact> LoopOf(EngineSnapshot snapshot, ProcessSample process)
    {
        var load = snapshot.Load;
        yield return new Fact(T("Last step"), load.LoopAgeMs < 1_000 ? "< 1 s" : Figures.Age(TimeSpan.FromMilliseconds(load.LoopAgeMs)), T("entries stop at 5 s"), load.LoopAgeMs switch { > 5_000 => Tone.Critical, > 1_000 => Tone.Warn, _ => Tone.Plain });
        yield return new Fact(T("Inputs per second"), process.InputsPerSecond is { } rate ? Math.Round(rate).ToString("#,0", CultureInfo.InvariantCulture) : Figures.Unknown, "", process.InputsPerSecond is null ? Tone.Unknown : Tone.Plain);
        yield return new Fact(T("Inputs handled"), Count(load.InputsHandled), T("since the start"));
        yield return Depth(T("Commands waiting"), load.CommandDepth);
        yield return Depth(T("Venue reports waiting"), load.ReportDepth);
        yield return Depth(T("Market updates waiting"), load.MarketDepth);
        yield return new Fact(T("Market updates passed over"), Count(load.MarketDropped), T("a newer one of the same instrument was there"));
    }

    private static IEnumerable<Fact> DatabaseOf(EngineSnapshot snapshot, ProcessSample process)
    {
        var load = snapshot.Load;
        yield return load.JournalWritable
            ? new Fact(T("Writing"), T("works"), "", Tone.Ok)
            : new Fact(T("Writing"), T("blocked"), Said(load.JournalProblem ?? ""), Tone.Critical);
        yield return new Fact(T("Last write"), Figures.Milliseconds(load.JournalLastWriteMs));
        yield return new Fact(T("Batches waiting for the disk"), Count(load.JournalPending), "", load.JournalPending > 1_000 ? Tone.Warn : Tone.Plain);
        yield return new Fact(T("Journal rows"), Count(snapshot.JournalSequence), T("ledger {0}", snapshot.Identity.Epoch));
        yield return new Fact(T("Database file"), Bytes(process.DatabaseBytes), "", process.DatabaseBytes is null ? Tone.Unknown : Tone.Plain);
        yield return new Fact(T("Write-ahead log"), Bytes(process.WalBytes), T("folded in by itself"), process.WalBytes is null ? Tone.Unknown : Tone.Plain);
        yield return new Fact(T("Free on its disk"), Bytes(process.FreeBytes), "", process.FreeBytes switch { null => Tone.Unknown, < 500_000_000 => Tone.Critical, < 2_000_000_000 => Tone.Warn, _ => Tone.Plain });
    }

    private static IEnumerable<Fact> ProcessOf(EngineSnapshot snapshot, DateTimeOffset now, ProcessSample process, int viewers)
    {
        yield return new Fact(T("Up for"), snapshot.StartedAt == default ? Figures.Unknown : Figures.Age(now - snapshot.StartedAt));
        var memory = process.ResidentBytes switch { > 500_000_000 => Tone.Critical, > 450_000_000 => Tone.Warn, _ => Tone.Plain };
        yield return new Fact(T("Memory"), Bytes(process.ResidentBytes), T("normal < 400 MB"), memory);
        yield return new Fact(T("Of it managed"), Bytes(process.HeapBytes));
        var share = process.ProcessorPercent / process.Cores;
        yield return new Fact(T("Processor"), share is { } percent ? $"{Math.Round(percent).ToString(CultureInfo.InvariantCulture)} %" : Figures.Unknown, T("of {0} cores; normal < 50 %", Count(process.Cores)), share switch { null => Tone.Unknown, > 90 => Tone.Critical, > 70 => Tone.Warn, _ => Tone.Plain });
        yield return new Fact(T("Worker threads"), Count(process.Threads));
        yield return new Fact(T("Full collections"), Count(process.FullCollections), T("since the start"));
        yield return new Fact(T("Open consoles"), Count(viewers));
        yield return new Fact(T("Process id"), process.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<Fact> VersionsOf(EngineIdentity identity, ProcessSample process)
    {
        yield return new Fact(T("Titan"), identity.Version);
        yield return new Fact(T("Mode"), identity.Mode, HeaderView.VenueOf(identity));
        yield return new Fact(T("Configuration"), identity.ConfigVersion);
        yield return new Fact(T("Runtime"), process.Runtime);
        yield return new Fact(T("Operating system"), process.System);
    }

    private static Fact Depth(string name, int depth) => new(name, Count(depth), "", depth > 1_000 ? Tone.Warn : Tone.Plain);

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
