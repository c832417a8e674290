using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>A mark on the ruler of the room to lose. Place in percent of the width; Above says on which side its label stands.</summary>
public sealed record RulerMark(string Label, [property: Cell] string Value, [property: Cell] decimal Place, bool Above, Tone Tone, string Anchor)
{
    /// <summary>Where equity stands: drawn as a ring.</summary>
    public bool IsNow { get; init; }

    /// <summary>Where its label leans on; its place, unless the next label needs the room.</summary>
    [Cell]
    public decimal LabelPlace { get; init; } = Place;
}

/// <summary>A colored stretch of the ruler, in percent of the width.</summary>
public sealed record RulerZone([property: Cell] decimal From, [property: Cell] decimal Width, Tone Tone)
{
    public static RulerZone Between(decimal from, decimal to, Tone tone) => new(from, to - from, tone);
}

/// <summary>One line under the ruler.</summary>
public sealed record RoomLine(string Name, [property: Cell] string Value, [property: Cell] Tone Tone);

/// <summary>
/// How much may still be lost: hard stop, breaker, what all stops would leave, now, peak, on one ruler of equity. The peak is the session's,
/// because the breaker measures from it. Empty marks when equity is unknown.
/// </summary>
public sealed record RoomView(ValueList<RulerMark> Marks, ValueList<RulerZone> Zones, ValueList<RoomLine> Lines, [property: Cell] string Summary)
{
    private const decimal MarginPercent = 8m;
    private const decimal LabelPercent = 22m;

    // Widest label of the ruler's own words in a panel of usual width; and up to where a label may begin without leaving the panel.
    private const decimal WordsPercent = 17m;
    private const decimal LastStart = 89m;

    public bool IsKnown => Marks.Count > 0;

    public static RoomView From(EngineSnapshot snapshot)
    {
        var book = snapshot.Equity;
        if (!book.Known || snapshot.BreakerBelow is not { } breaker)
        {
            return new RoomView([], [], [], T("Equity is unknown. Entries wait; the breaker does not guess."));
        }

        var peak = Math.Max(book.SessionPeak, book.Equity);
        var hard = peak * (1m - snapshot.Identity.Limits.HardDrawdown);
        var lowest = Math.Min(Math.Min(hard, book.Equity), snapshot.EquityIfAllStops ?? hard);
        var scale = new Scale(lowest, peak);
        return new RoomView(
            MarksOf(snapshot, scale, hard, breaker, peak),
            ZonesOf(snapshot, scale, peak),
            LinesOf(snapshot, breaker, peak),
            T("Equity {0}, breaker below {1}, {2} USDT left.", Figures.Money(book.Equity), Figures.Money(breaker), Figures.Money(book.Equity - breaker)));
    }

    private static ValueList<RulerMark> MarksOf(EngineSnapshot snapshot, Scale scale, decimal hard, decimal breaker, decimal peak)
    {
        var limits = snapshot.Identity.Limits;
        var now = snapshot.Equity.Equity;
        var above = new List<RulerMark> { new(T("now"), Figures.Money(now), scale.Place(now), true, Tone.Plain, "") { IsNow = true } };
        if (snapshot.EquityIfAllStops is { } stops && snapshot.Positions.Length > 0)
        {
            above.Add(new RulerMark(T("all stops fill"), Figures.Money(stops), scale.Place(stops), true, stops < breaker ? Tone.Critical : Tone.High, ""));
        }

        List<RulerMark> below =
        [
            new(T("hard stop −{0} %", Figures.Short(limits.HardDrawdown * 100m)), Figures.Money(hard), scale.Place(hard), false, Tone.Critical, ""),
            new(T("breaker > {0} %", Figures.Short(limits.MaxDailyDrawdown * 100m)), Figures.Money(breaker), scale.Place(breaker), false, Tone.Critical, ""),
            new(T("session peak"), Figures.Money(peak), scale.Place(peak), false, Tone.Muted, ""),
        ];
        return [.. Anchored(above), .. Anchored(below)];
    }

    // Labels that would overlap lean away from each other; those at the edges lean inwards.
    private static IEnumerable<RulerMark> Anchored(List<RulerMark> row)
    {
        var ordered = row.OrderBy(mark => mark.Place).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            var mark = ordered[i];
            var closeLeft = i > 0 && mark.Place - ordered[i - 1].Place < LabelPercent;
            var closeRight = i + 1 < ordered.Length && ordered[i + 1].Place - mark.Place < LabelPercent;
            var anchor = closeRight || mark.Place > (closeLeft ? LastStart : 100m - (LabelPercent / 2m)) ? "end" : closeLeft || mark.Place < LabelPercent / 2m ? "start" : "middle";
            // The next one has no room to lean away: this one makes it.
            var pushed = closeRight && ordered[i + 1].Place > LastStart;
            yield return mark with { Anchor = anchor, LabelPlace = pushed ? Math.Min(mark.Place, ordered[i + 1].Place - WordsPercent) : mark.Place };
        }
    }

    private static ValueList<RulerZone> ZonesOf(EngineSnapshot snapshot, Scale scale, decimal peak)
    {
        var zones = DrawdownZones.Of(snapshot.Identity.Limits);
        decimal At(decimal percent) => scale.Place(peak * (1m - (percent / 100m)));
        return
        [
            RulerZone.Between(0m, At(zones.Limit), Tone.Critical),
            RulerZone.Between(At(zones.Limit), At(zones.High), Tone.High),
            RulerZone.Between(At(zones.High), At(zones.Watch), Tone.Warn),
            RulerZone.Between(At(zones.Watch), At(0m), Tone.Ok),
        ];
    }

    private static ValueList<RoomLine> LinesOf(EngineSnapshot snapshot, decimal breaker, decimal peak)
    {
        var now = snapshot.Equity.Equity;
        var lines = new List<RoomLine>();
        if (snapshot.EquityIfAllStops is { } stops && snapshot.Positions.Length > 0)
        {
            var drawdown = peak > 0 ? (peak - stops) / peak : 0m;
            lines.Add(new RoomLine(
                T("If every stop fills now"),
                $"{Figures.SignedMoney(stops - now)} USDT → {Figures.Drawdown(drawdown, snapshot.Identity.Limits.MaxDailyDrawdown)} %",
                stops < breaker ? Tone.Critical : Tone.High));
        }

        lines.Add(new RoomLine(T("Left before breaker"), $"{Figures.Money(Math.Max(0m, now - breaker))} USDT", Tone.Plain));
        lines.Add(LossesOf(snapshot));
        lines.Add(OpenRiskOf(snapshot));
        return [.. lines];
    }

    // As the breaker counts them, which may look back a while only; its own measure knows, and before it spoke the book and the limits in force do.
    private static RoomLine LossesOf(EngineSnapshot snapshot)
    {
        var measure = snapshot.BreakerView.Measures.FirstOrDefault(one => one.Code == "CONSECUTIVE_LOSSES");
        var (losses, limit) = (measure?.Value ?? snapshot.Breaker.ConsecutiveLosses, measure?.Limit ?? snapshot.Identity.Limits.MaxConsecutiveLosses);
        var tone = losses >= limit ? Tone.Critical : losses > 0 && losses >= limit - 1 ? Tone.Warn : Tone.Plain;
        return new RoomLine(T("Losses in a row"), T("{0} of {1}", Figures.Short(losses), Figures.Short(limit)), tone);
    }

    // Entry to stop, as the open-risk gate counts it, entries on their way included; a position without a stop has no such number.
    private static RoomLine OpenRiskOf(EngineSnapshot snapshot)
    {
        var without = snapshot.Positions.Count(view => view.Position.StopLoss is null);
        var most = snapshot.BrainView.MaxOpenRisk;
        var risk = without == 0 && most is not null ? snapshot.BrainView.OpenRisk : snapshot.Positions.Where(view => view.Position.StopLoss is not null)
            .Sum(view => Math.Max(0m, (view.Position.EntryPrice - view.Position.StopLoss!.Value) * view.Position.SignedQuantity));
        var said = most is { } limit ? T("{0} of {1}", Figures.Money(risk), Figures.Money(limit)) : Figures.Money(risk);
        return without == 0
            ? new RoomLine(T("Open risk, entry to stop"), $"{said} USDT", risk > most ? Tone.Critical : Tone.Plain)
            : new RoomLine(T("Open risk, entry to stop"), T("{0} USDT + {1} without a stop", said, without), Tone.Critical);
    }

    private sealed record Scale(decimal Lowest, decimal Highest)
    {
        public decimal Place(decimal equity)
        {
            var span = Highest - Lowest;
            var share = span <= 0 ? 1m : (equity - Lowest) / span;
            return decimal.Round(MarginPercent + (Math.Clamp(share, 0m, 1m) * (100m - (2m * MarginPercent))), 2);
        }
    }
}
