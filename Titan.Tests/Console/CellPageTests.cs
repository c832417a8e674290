using Bunit;
using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Cells;
using Titan.Web.Layout;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>A page that was told its cells reads exactly as one that was drawn: no spot of a cell is forgotten.</summary>
public sealed class CellPageTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(61);
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Moments() => ["prices", "equity", "ages", "naked", "rates", "tones", "zones"];

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Overview_ToldItsCells_ReadsAsDrawn(string moment) => CompareAsync<Overview, OverviewView>(moment, (snapshot, now) => OverviewView.From(snapshot, now, [], null), true);

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Positions_ToldItsCells_ReadsAsDrawn(string moment) => CompareAsync<Positions, PositionDesk>(moment, (snapshot, now) => PositionDesk.From(snapshot, now), moment != "rates");

    [Theory]
    [InlineData("equity")]
    [InlineData("traps")]
    public Task Phase1_ToldItsCells_ReadsAsDrawn(string moment) => CompareAsync<Phase1, PhaseOneDesk>(moment, PhaseOneDesk.From, true);

    [Fact]
    public Task Header_ToldItsCells_ReadsAsDrawn() => CompareAsync<ConsoleHeader, HeaderView>("ages", (snapshot, now) => HeaderView.From(snapshot, now), true);

    [Fact]
    public Task SafetyBar_ToldItsCells_ReadsAsDrawn() => CompareAsync<SafetyBar, SafetyView>("ages", SafetyView.From, true);

    // From the first moment to the second by cells alone, beside the second drawn at once.
    private static async Task CompareAsync<TPage, TView>(string moment, Func<EngineSnapshot, DateTimeOffset, TView> read, bool moves)
        where TPage : IComponent
        where TView : class, IEquatable<TView>
    {
        var (first, second) = Of(moment);
        var step = CellSteps.Of(read(first.Snapshot, first.Now), read(second.Snapshot, second.Now));
        Assert.Equal(moves, step.Cells is not null);
        if (!moves)
        {
            Assert.True(step.IsSame);
        }

        Assert.Equal(await DrawAsync<TPage>(second, null), await DrawAsync<TPage>(first, step.Cells?.ToString()));
        // Telling all changes nothing on a page that is right.
        Assert.Equal(await DrawAsync<TPage>(second, null), await DrawAsync<TPage>(second, CellSteps.All(read(second.Snapshot, second.Now))!.ToString()));
    }

    private static async Task<string> DrawAsync<TPage>((EngineSnapshot Snapshot, DateTimeOffset Now) moment, string? told)
        where TPage : IComponent
    {
        await using var face = new Face(moment.Snapshot);
        face.Clock.MoveTo(moment.Now);
        return CellBrowser.Apply(face.Render<TPage>().Markup, told);
    }

    private static ((EngineSnapshot Snapshot, DateTimeOffset Now) First, (EngineSnapshot Snapshot, DateTimeOffset Now) Second) Of(string moment)
    {
        var first = Anchor.Snapshot();
        var second = moment switch
        {
            "prices" => first with { Positions = [.. first.Positions.Select((view, index) => At(view, view.MarkPrice!.Value * (1m + (0.0004m * (index - 1)))))], TotalLeverage = 4.76m },
            "equity" => first with
            {
                Equity = first.Equity with { Equity = 2_451.10m, UnrealizedPnl = -27.14m },
                BreakerView = first.BreakerView with { Measures = [first.BreakerView.Measures[0] with { Value = 2.26m, Share = 0.3229m }] },
            },
            "tones" => first with
            {
                Positions = [.. first.Positions.Select(static view => At(view, view.Position.EntryPrice + (view.Position.EntryPrice - view.MarkPrice!.Value)))],
                Equity = first.Equity with { DayStartEquity = 2_449m },
            },
            "zones" => first with { EquityIfAllStops = 2_090m },
            "naked" => Naked(first, 4),
            "traps" => first with { Scavenger = Moved(first.Scavenger!) },
            "rates" => first with
            {
                Statistics = first.Statistics with { SignalsPerMinute = 4.1, OrderLatencyP95Ms = 91, FillRateFilled = 18, FillRateTerminal = 19, FillRate = 94.7m, Wins = 25, Closed = 43 },
                Venue = first.Venue with { RestLatencyMs = 140 },
            },
            _ => first,
        };
        // From where one moment leads to the next by cells alone.
        first = moment switch
        {
            "naked" => Naked(first, 3),
            "zones" => first with { EquityIfAllStops = 2_100m },
            _ => first,
        };

        return moment == "ages" ? ((first, Anchor.At), (Older(first), Anchor.At + Minute)) : ((first, Anchor.At), (second, Anchor.At));
    }

    // The engine goes on talking; what happened before is a minute older.
    private static EngineSnapshot Older(EngineSnapshot snapshot) => snapshot with
    {
        At = snapshot.At + Minute,
        Equity = snapshot.Equity with { AsOf = snapshot.Equity.AsOf + Minute },
        Venue = snapshot.Venue with { Streams = [.. snapshot.Venue.Streams.Select(stream => stream with { LastMessageAt = stream.LastMessageAt + Minute })] },
    };

    // Every figure of the page a little on, no word, order or colour with it.
    private static ScavengerView Moved(ScavengerView view) => view with
    {
        Traps = [.. view.Traps.Select(static trap => trap with { Price = trap.Price * 1.0003m, DistancePercent = trap.DistancePercent + 0.04m, LeadMs = trap.LeadMs + 5, RestsUntil = trap.RestsUntil - Seconds })],
        LastCycleAt = view.LastCycleAt - Seconds,
        NextCycleAt = view.NextCycleAt - Seconds,
        SpotTradesPerSecond = 418,
        SpotRateSeries = [.. view.SpotRateSeries.Skip(1), 431],
        LeadCorrelation = 0.72,
        Types = [.. view.Types.Select(static type => type.Touched > 0 ? type with { Touched = type.Touched + 1, RefusedByVolume = type.RefusedByVolume + 1 } : type)],
    };

    private static PositionView At(PositionView view, decimal mark)
    {
        var open = view.Position.UnrealizedPnl(mark);
        return view with { MarkPrice = mark, UnrealizedPnl = open, RMultiple = open / (Math.Abs(view.Position.EntryPrice - view.Position.InitialStop!.Value) * Math.Abs(view.Position.SignedQuantity)) };
    }

    private static EngineSnapshot Naked(EngineSnapshot snapshot, double seconds) => snapshot with
    {
        Positions = [snapshot.Positions[0] with { Position = snapshot.Positions[0].Position with { CoveredQuantity = 0.026m }, Coverage = 0.5m, NakedSecondsNow = seconds, NakedSecondsTotal = seconds }, .. snapshot.Positions.Skip(1)],
    };
}
