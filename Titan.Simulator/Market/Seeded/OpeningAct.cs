namespace Titan.Simulator.Market.Seeded;

/// <summary>A price that traders look at, and that the days before the start leave near the first prices.</summary>
internal enum Landmark
{
    /// <summary>Where most was traded over the last hundred hours.</summary>
    Node,

    /// <summary>The far edge of the day before the last.</summary>
    Day,

    /// <summary>The bands around twenty narrow hours.</summary>
    Band,

    /// <summary>Spot: the contract stands half a percent and more below it until it breaks upwards.</summary>
    Discount,
}

/// <summary>What becomes of the first run at the landmark.</summary>
internal enum ActEnd
{
    /// <summary>The break follows through by more than three percent.</summary>
    Follows,

    /// <summary>The break holds for a moment, then price falls back by more than one percent, slowly.</summary>
    Fails,

    /// <summary>Price looks over the landmark and is back within a second.</summary>
    Wick,
}

/// <summary>
/// The first minutes of one instrument: which landmark the days before have left on which side, and how the run at it ends. A run goes in
/// stairs, as stops behind each other make it: a jump within a third of a second, then a rest.
/// </summary>
internal sealed record OpeningAct(Landmark Landmark, int Direction, ActEnd End)
{
    // Fractions of price from the middle of the opening range. The tests come after the hold in which a trap is judged, and before an entry gives up.
    private const double Stair = 0.0030;
    private const double Rest = 0.0003;
    private const double Test = 0.0061;
    private const double StairTest = 0.0024;
    private const int JumpMs = 300;
    private const int HoldMs = 500;
    private const int TestMs = 900;
    private const int Minute = 60_000;

    /// <summary>Where the break of the landmark counts: a little beyond it.</summary>
    public double Distance => Landmark switch { Landmark.Band => 0.0038, Landmark.Day => 0.0076, Landmark.Node => 0.0062, _ => 0.0057 };

    /// <summary>Half of the opening range; narrow where the hours have been.</summary>
    public double HalfWidth => Landmark == Landmark.Band ? 0.0008 : 0.0013;

    /// <summary>Where the basis of contract to spot is drawn until the break, fraction.</summary>
    public double Basis => Landmark == Landmark.Discount ? -0.0044 : 0.0;

    // How far beyond it the break carries: the nodes of a watcher's bars lie less surely than the edges of a day.
    private double Through => Landmark == Landmark.Day ? 0.0022 : 0.0031;

    // Where the break of the opening range has brought the price.
    private double Broken => HalfWidth + 0.0013;

    /// <summary>The run, from just outside the opening range.</summary>
    public IEnumerable<PriceLeg> Legs() => (Landmark, End) switch
    {
        (Landmark.Discount, ActEnd.Follows) => [.. Stairs(Broken, 0.0090, 55_000).Select(leg => leg with { Basis = Basis }), .. Stairs(0.0090, 0.0450, 5 * Minute)],
        (Landmark.Discount, _) => [To(Broken, 4_000), .. Decline(Broken, 0.0115, 2 * Minute), To(-0.0060, 3 * Minute)],
        (_, ActEnd.Follows) => [.. Crossing(), .. Stairs(Distance + Through, Distance + 0.036, 7 * Minute)],
        (_, ActEnd.Fails) => [.. Crossing(), To(Distance + 0.002, 40_000), .. Decline(Distance + 0.002, 0.0155, 270_000)],
        _ => [Jump(Distance - 0.0020), To(Distance - 0.0024, 9_000), Jump(Distance + 0.0002), To(Distance - 0.0042, 120), To(0.0004, 2 * Minute)],
    };

    // Up to where nobody watches yet, and then through the landmark at once.
    private IEnumerable<PriceLeg> Crossing()
    {
        var before = Math.Max(Broken, Distance - 0.0036);
        yield return Jump(before);
        yield return To(before - 0.0002, 7_000) with { Pace = 1.2 };
        // What broke out is tested once, most of the way: the contract follows spot by a moment, and whoever bid where it then stood is filled there.
        yield return Jump(Distance + Through);
        yield return To(Distance + Through, HoldMs) with { Pace = 1.2 };
        yield return To(Distance + Through - Test, TestMs) with { Pace = 1.2 };
        yield return To(Distance + Through - Rest, 9_000 - HoldMs - TestMs) with { Pace = 1.2 };
    }

    private IEnumerable<PriceLeg> Stairs(double from, double goal, int durationMs)
    {
        var count = Math.Max(1, (int)Math.Ceiling((goal - from) / Stair));
        for (var stair = 1; stair <= count; stair++)
        {
            var top = from + ((goal - from) * stair / count);
            yield return Jump(top);
            yield return To(top, HoldMs) with { Pace = 1.2 };
            yield return To(top - StairTest, TestMs) with { Pace = 1.2 };
            yield return To(top - Rest, (durationMs / count) - JumpMs - HoldMs - TestMs) with { Pace = 1.2 };
        }
    }

    // So slow that whoever holds it loses by his stop, not by a crash.
    private List<PriceLeg> Decline(double from, double by, int durationMs)
    {
        ReadOnlySpan<double> share = [0.25, 0.42, 0.68, 0.84, 1.0];
        var legs = new List<PriceLeg>(share.Length);
        foreach (var part in share)
            legs.Add(To(from - (part * by), durationMs / share.Length) with { Direction = -Direction, Pace = 1.1, Noise = 0.7 });
        return legs;
    }

    private PriceLeg Jump(double offset) => To(offset, JumpMs) with { Direction = Direction, Pace = 3.0, Noise = 0.8 };

    private PriceLeg To(double offset, int durationMs) =>
        new(MarketRegime.Trend, LegAim.FromCenter, Direction * offset, durationMs) { Noise = 0.8 };
}
