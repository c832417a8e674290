using System.Runtime.InteropServices;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// One side of a local book as a sorted array with the best level last, where most changes happen. At most
/// <see cref="MostLevels"/> levels are kept; the worst go first, because beyond a snapshot's reach nothing is known anyway.
/// </summary>
internal sealed class SpotBookSide(bool isBid)
{
    public const int MostLevels = 6_000;
    private const int Slack = 500;

    private readonly List<SpotLevel> _levels = [];

    public int Count => _levels.Count;

    /// <summary>Level by rank, 0 is the best.</summary>
    public SpotLevel this[int rank] => _levels[_levels.Count - 1 - rank];

    public void Clear() => _levels.Clear();

    /// <summary>Sets a level to its new quantity, or deletes it when that is 0.</summary>
    public void Set(in SpotLevel level)
    {
        var at = Place(level.Price);
        var found = at < _levels.Count && _levels[at].Price == level.Price;
        if (level.Quantity == 0m)
        {
            if (found)
                _levels.RemoveAt(at);
        }
        else if (found)
        {
            CollectionsMarshal.AsSpan(_levels)[at] = level;
        }
        else
        {
            _levels.Insert(at, level);
            if (_levels.Count > MostLevels + Slack)
                _levels.RemoveRange(0, Slack);
        }
    }

    // First place that does not rank worse than the price; worst first.
    private int Place(decimal price)
    {
        var (low, high) = (0, _levels.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var worse = isBid ? _levels[middle].Price < price : _levels[middle].Price > price;
            (low, high) = worse ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
