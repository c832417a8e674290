using Bunit;
using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>The machine room shows what was measured; what was not measured is a question mark.</summary>
public sealed class SystemPageTests
{
    private static readonly ProcessSample Sample = new(281_000_000, 50_000_000, 3, 12, 22, 102.4, 2, 4711, ".NET 10", "Debian", 147_500, null, 71_000_000_000);

    [Fact]
    public void System_OfTheAnchor_RunsAndCounts()
    {
        var view = SystemView.From(Anchor.Snapshot(), Anchor.At, Sample, 3);
        Assert.Equal(("Running, restored and reconciled.", Tone.Ok), (view.Verdict, view.VerdictTone));
        Assert.Equal(("Market stream", "connected", "< 1 s"), (view.Sockets[0].Name, view.Sockets[0].State, view.Sockets[0].LastMessage));
        Assert.Contains(new Fact("Memory", "281.0 MB", "normal < 400 MB"), view.Process);
        Assert.Contains(new Fact("Processor", "11 %", "of 2 cores; normal < 50 %"), view.Process);
        Assert.Contains(new Fact("Write-ahead log", "?", "folded in by itself", Tone.Unknown), view.Database);
        Assert.Contains(new Fact("REST round trip", "128 ms", "target < 100 ms", Tone.Warn), view.Venue);
    }

    [Fact]
    public void Leader_WhereItIsInstalled_StandsAmongTheSockets()
    {
        Assert.DoesNotContain(SystemView.From(Anchor.Snapshot(), Anchor.At, Sample, 3).Sockets, static line => line.Name == "Binance stream");
        var spot = new SpotFeedStatus { Name = "binance", Installed = true, Connected = true, Live = true, Since = Anchor.At.AddMinutes(-2), LastMessageAt = Anchor.At.AddSeconds(-7), Reconnects = 2, Frames = 1_234 };
        var line = Assert.Single(SystemView.From(Anchor.Snapshot() with { Spot = spot }, Anchor.At, Sample, 3).Sockets, static line => line.Name == "Binance stream");
        Assert.Equal(("connected", "7 s", Tone.Stale, "2", "1,234"), (line.State, line.LastMessage, line.LastTone, line.Reconnects, line.Frames));
        Assert.Contains(new HealthRow("Binance stream", "last message", "7 s", Tone.Stale), HealthView.From(Anchor.Snapshot() with { Spot = spot }, Anchor.At).Rows);
        Assert.Contains(new HealthRow("Binance stream", "down", "2 m", Tone.Critical), HealthView.From(Anchor.Snapshot() with { Spot = spot with { Connected = false } }, Anchor.At).Rows);
    }

    [Fact]
    public void System_WithALostSocketAndABlockedDisk_SaysItInCritical()
    {
        var snapshot = Anchor.Snapshot();
        var view = SystemView.From(
            snapshot with
            {
                Venue = snapshot.Venue with { Streams = [new StreamStatus(StreamKind.Private, false, Anchor.At.AddSeconds(-9), null, 4, 0, 2)], RestHealthy = false, ClockKnown = false },
                Load = snapshot.Load with { JournalWritable = false, JournalProblem = "disk full" },
            },
            Anchor.At, Sample with { ProcessorPercent = null, FreeBytes = 10_000 }, 0);
        Assert.Equal(("down", Tone.Critical, "9 s", "—", Tone.Warn), (view.Sockets[0].State, view.Sockets[0].Tone, view.Sockets[0].Since, view.Sockets[0].LastMessage, view.Sockets[0].BadTone));
        Assert.Contains(new Fact("Writing", "blocked", "disk full", Tone.Critical), view.Database);
        Assert.Contains(view.Process, fact => fact is { Name: "Processor", Value: "?", Tone: Tone.Unknown });
        Assert.Contains(view.Venue, fact => fact is { Name: "Clock against the venue", Value: "?", Tone: Tone.Unknown });
        Assert.Contains(view.Database, fact => fact is { Name: "Free on its disk", Tone: Tone.Critical });
    }

    [Fact]
    public async Task System_BeforeTheFirstSnapshot_ShowsBars()
    {
        await using var face = new Face(Anchor.Snapshot() with { Version = 0 });
        var page = face.Render<MachineRoom>();
        Assert.Equal(6, page.FindAll(".bars").Count);
        Assert.Contains("The engine is starting.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task System_OfASilentEngine_LooksOld()
    {
        await using var face = new Face();
        face.Clock.MoveTo(Anchor.At.AddSeconds(40));
        var page = face.Render<MachineRoom>();
        Assert.Contains("The engine has said nothing for 40 s.", page.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".panel.stale"));
    }
}
