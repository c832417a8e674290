namespace Titan.Web.Live;

/// <summary>A time that stands under the timeline. IsCoarse: also where there is little room.</summary>
public sealed record TimelineTick(decimal Place, string Text, bool IsCoarse);

/// <summary>
/// Which stretch of time the timeline shows: the day that is filtered, else the last four hours, or the hours around a decision that is older.
/// Ends on whole minutes, so that what is drawn moves once a minute and not with every look.
/// </summary>
/// <param name="Shrinks">It may begin later when nothing stands at its beginning.</param>
public sealed record TimelineWindow(DateTimeOffset From, DateTimeOffset To, bool Shrinks = false)
{
    private const int MostTicks = 9;
    private const int MostCoarseTicks = 4;

    private static readonly TimeSpan Usual = TimeSpan.FromHours(4);
    private static readonly TimeSpan Before = TimeSpan.FromHours(3);
    private static readonly TimeSpan[] Shorter = [TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2)];
    private static readonly int[] Steps = [5, 10, 15, 30, 60, 120, 180, 360];

    /// <param name="day">First moment of the filtered day, if one is.</param>
    /// <param name="chosen">When the open decision fell, if one is open.</param>
    /// <param name="now">Time of the engine.</param>
    public static TimelineWindow Of(DateTimeOffset? day, DateTimeOffset? chosen, DateTimeOffset now)
    {
        var end = Minute(now).AddMinutes(1);
        if (day is { } first)
        {
            var last = first.AddDays(1);
            return new TimelineWindow(first, first < end && end < last ? end : last);
        }

        return chosen is { } at && at < end - Usual
            ? new TimelineWindow(Minute(at) - Before, Minute(at) - Before + Usual)
            : new TimelineWindow(end - Usual, end, Shrinks: true);
    }

    /// <summary>The same stretch without an empty beginning, where it may shrink: a console that started minutes ago shows minutes.</summary>
    public TimelineWindow Around(DateTimeOffset earliest)
    {
        var room = To - earliest;
        return Shrinks && Array.Find(Shorter, span => room <= span * 0.97) is { Ticks: > 0 } shorter ? this with { From = To - shorter } : this;
    }

    /// <summary>The same stretch from a later moment on, when older rows were not read.</summary>
    public TimelineWindow Since(DateTimeOffset oldest) => oldest > From && oldest < To ? this with { From = Minute(oldest) } : this;

    public bool Holds(DateTimeOffset at) => at >= From && at <= To;

    /// <summary>Percent of the width.</summary>
    public decimal Place(DateTimeOffset at) => decimal.Round(Math.Clamp((at - From).Ticks / (decimal)(To - From).Ticks, 0m, 1m) * 100m, 2);

    /// <summary>Round times inside, as many as can be read.</summary>
    public ValueList<TimelineTick> Ticks()
    {
        var minutes = (To - From).TotalMinutes;
        var step = TimeSpan.FromMinutes(Array.Find(Steps, one => minutes / one <= MostTicks) is > 0 and var found ? found : Steps[^1]);
        var first = new DateTimeOffset((From.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);
        var times = new List<DateTimeOffset>();
        for (var at = first; at <= To; at += step)
        {
            if (Place(at) is >= 2.5m and <= 97.5m)
            {
                times.Add(at);
            }
        }

        var every = Math.Max(1, (times.Count + MostCoarseTicks - 1) / MostCoarseTicks);
        return [.. times.Select((at, index) => new TimelineTick(Place(at), ViewerZone.Clock(at)[..5], index % every == 0))];
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
