namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// The four days before the start, written so that a landmark lies where the opening runs to: price stays hours at one shelf, then moves to the
/// next. Shelves are long and narrow, so that it makes no difference on which minute the hours of a watcher's bars begin.
/// </summary>
internal static class DaysBefore
{
    /// <summary>Hours that are written.</summary>
    public const int Hours = 106;

    private const int Hour = 3_600_000;
    private const int MoveMs = 25 * 60_000;

    // Hours before the start at which a shelf begins, its place as a fraction from the last one on the landmark's side, and its share of the tape.
    private static readonly Shelf[] s_node =
    [
        new(106, -0.0100, 0.7), new(97, 0.0150, 0.7), new(90, -0.0060, 0.7), new(80, 0.0048, 2.2), new(50, -0.0085, 0.7), new(23, -0.0050, 0.7), new(16, -0.0028, 0.8), new(8, -0.0012, 0.9), new(4, 0, 1.0),
    ];

    private static readonly Shelf[] s_day =
    [
        new(106, 0.0120, 0.7), new(96, -0.0150, 0.7), new(88, -0.0100, 2.0), new(60, 0.0020, 0.7), new(50, -0.0080, 1.0), new(38, 0.0046, 0.8), new(37, -0.0075, 1.0), new(23, -0.0040, 0.7), new(14, -0.0020, 0.8), new(6, 0, 1.0),
    ];

    private static readonly Shelf[] s_band =
    [
        new(106, 0.0100, 0.7), new(96, -0.0180, 2.4), new(66, -0.0060, 0.7), new(58, 0.0060, 0.7), new(48, -0.0040, 0.8), new(30, -0.0070, 0.8), new(25, -0.0014, 0.8), new(5, 0, 1.0),
    ];

    /// <param name="act">What the opening will do.</param>
    /// <param name="untilMs">End of the last shelf, milliseconds before the start.</param>
    /// <param name="random">Draws the swings.</param>
    public static List<PriceLeg> Legs(OpeningAct act, int untilMs, ref SeededRandom random)
    {
        var shelves = act.Landmark switch { Landmark.Node => s_node, Landmark.Band => s_band, _ => s_day };
        var legs = new List<PriceLeg>(512);
        for (var i = 0; i < shelves.Length; i++)
        {
            var shelf = shelves[i];
            var endMs = i + 1 < shelves.Length ? shelves[i + 1].From * Hour : untilMs;
            var left = (shelf.From * Hour) - endMs;
            var place = act.Direction * shelf.Place;
            legs.Add(On(shelf, place, Math.Min(MoveMs, left)));
            left -= MoveMs;
            while (left > 0)
            {
                var length = Math.Min(left, (int)random.NextIn(9 * 60_000, 22 * 60_000));
                left -= length;
                var last = i + 1 == shelves.Length && left <= 0;
                legs.Add(On(shelf, last ? place : place + (random.NextSign() * random.NextIn(0.0002, 0.0007)), length));
            }
        }

        return legs;
    }

    private static PriceLeg On(Shelf shelf, double place, int durationMs) =>
        new(MarketRegime.Range, LegAim.FromCenter, place, durationMs) { Noise = 0.8, Pace = shelf.Pace };

    private readonly record struct Shelf(int From, double Place, double Pace);
}
