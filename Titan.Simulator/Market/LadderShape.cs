namespace Titan.Simulator.Market;

/// <summary>
/// Where the levels of an outside book stand and how large they are: sixteen on every tick at the touch, sixteen on a coarser
/// grid, eighteen on a coarser one still. Sizes follow a power law, belong to their price (a level keeps its size when the touch
/// moves by it) and are drawn anew one by one as epochs pass.
/// </summary>
internal sealed class LadderShape
{
    public const int Levels = NearLevels + MiddleLevels + FarLevels;
    private const int NearLevels = 16;
    private const int MiddleLevels = 16;
    private const int FarLevels = 18;
    private const int EpochsPerSize = 16;

    // 0.45 / sqrt(u) at the middles of 256 equal parts: mean about 0.9, one level in twenty over twice the mean.
    private static readonly double[] PowerLaw = MakePowerLaw();

    private readonly FixedPoint _tick;
    private readonly FixedPoint _step;
    private readonly ulong _salt;
    private readonly long _middleGrid;
    private readonly long _farGrid;
    private readonly double _levelUnits;

    /// <param name="tick">Price step.</param>
    /// <param name="step">Quantity step.</param>
    /// <param name="typicalPrice">A price of the instrument, to space the outer levels in proportion.</param>
    /// <param name="levelSize">Mean size of a level at the touch, base currency.</param>
    /// <param name="salt">Makes two books with equal prices differ.</param>
    public LadderShape(FixedPoint tick, FixedPoint step, double typicalPrice, double levelSize, ulong salt)
    {
        _tick = tick;
        _step = step;
        _salt = salt;
        var ticksPerBasisPoint = typicalPrice * 0.0001 / (double)tick.Step;
        _middleGrid = RoundGrid(ticksPerBasisPoint * 0.15);
        _farGrid = RoundGrid(ticksPerBasisPoint * 1.5);
        _levelUnits = Math.Max(levelSize / (double)step.Step, 3);
        NearUnits = (long)(_levelUnits * NearLevels);
    }

    /// <summary>Mean size of the levels next to the touch together, in quantity steps.</summary>
    public long NearUnits { get; }

    /// <summary>One side, best first.</summary>
    /// <param name="best">Best price in ticks.</param>
    /// <param name="direction">-1 for bids, +1 for asks.</param>
    /// <param name="depth">Factor on every size.</param>
    /// <param name="epoch">Rises by one each time the book is drawn.</param>
    /// <param name="atLeast">Smallest size of the best level, in quantity steps.</param>
    public OutsideLevel[] Side(long best, int direction, double depth, long epoch, long atLeast = 1)
    {
        var levels = new OutsideLevel[Levels];
        var ticks = best;
        for (var i = 0; i < Levels; i++)
        {
            if (i >= NearLevels + MiddleLevels)
                ticks = NextOnGrid(ticks, direction, _farGrid);
            else if (i >= NearLevels)
                ticks = NextOnGrid(ticks, direction, _middleGrid);
            else if (i > 0)
                ticks += direction;
            if (ticks <= 0)
                return levels[..i];
            var growth = i < NearLevels ? 1.0 : i < NearLevels + MiddleLevels ? 2.5 : 5.0;
            var units = Units(ticks, direction, depth * growth, epoch);
            levels[i] = new OutsideLevel(_tick.ToDecimal(ticks), _step.ToDecimal(i == 0 ? Math.Max(units, atLeast) : units));
        }

        return levels;
    }

    private long Units(long ticks, int direction, double factor, long epoch)
    {
        unchecked
        {
            var place = SeededRandom.Mix((ulong)ticks * 0x9E3779B97F4A7C15 ^ _salt ^ (ulong)(long)direction);
            var generation = (epoch + (long)(place & (EpochsPerSize - 1))) / EpochsPerSize;
            var draw = SeededRandom.Mix(place + (ulong)generation);
            return 1 + (long)(_levelUnits * factor * PowerLaw[(int)(draw >> 56)]);
        }
    }

    private static long NextOnGrid(long ticks, int direction, long grid)
    {
        var remainder = ticks % grid;
        if (remainder == 0)
            return ticks + (direction * grid);
        return direction < 0 ? ticks - remainder : ticks - remainder + grid;
    }

    private static long RoundGrid(double ticks)
    {
        long grid = 1;
        while (true)
        {
            if (ticks < grid * 2)
                return grid;
            if (ticks < grid * 5)
                return grid * 2;
            if (ticks < grid * 10)
                return grid * 5;
            grid *= 10;
        }
    }

    private static double[] MakePowerLaw()
    {
        var table = new double[256];
        for (var i = 0; i < table.Length; i++)
            table[i] = 0.45 / Math.Sqrt((i + 0.5) / table.Length);
        return table;
    }
}
