using Titan.Simulator.Market;

namespace Titan.Simulator.Binance;

/// <summary>A level that changed: its new size, 0 when it is gone.</summary>
internal readonly record struct SpotChange(bool Bid, decimal Price, decimal Size);

/// <summary>
/// A pair's order book under the venue's numbering: each change of a level is one update, so a diff tells from which to which it goes.
/// </summary>
internal sealed class SpotBook(long firstUpdate)
{
    private readonly List<SpotChange> _changes = [];
    private List<OutsideLevel> _bids = [];
    private List<OutsideLevel> _asks = [];

    /// <summary>Number of the last update inside the book.</summary>
    public long LastUpdate { get; private set; } = firstUpdate;

    public IReadOnlyList<OutsideLevel> Bids => _bids;

    public IReadOnlyList<OutsideLevel> Asks => _asks;

    /// <summary>What changed in the last <see cref="Replace"/>, takes included.</summary>
    public IReadOnlyList<SpotChange> Changes => _changes;

    public void BeginStep() => _changes.Clear();

    /// <summary>Takes up to this size from one side, level by level, and tells each fill.</summary>
    public void Take(bool buys, decimal size, Action<decimal, decimal> fill)
    {
        var levels = buys ? _asks : _bids;
        var used = 0;
        while (size > 0 && used < levels.Count)
        {
            var level = levels[used];
            var part = Math.Min(size, level.Size);
            size -= part;
            fill(level.Price, part);
            Note(!buys, level.Price, level.Size - part);
            if (part < level.Size) levels[used] = level with { Size = level.Size - part };
            else used++;
        }

        levels.RemoveRange(0, used);
    }

    /// <summary>Makes the book this one, best first.</summary>
    public void Replace(IReadOnlyList<OutsideLevel> bids, IReadOnlyList<OutsideLevel> asks)
    {
        Differ(bid: true, _bids, bids);
        Differ(bid: false, _asks, asks);
        _bids = [.. bids];
        _asks = [.. asks];
    }

    private void Differ(bool bid, List<OutsideLevel> before, IReadOnlyList<OutsideLevel> after)
    {
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            var gone = j >= after.Count || (i < before.Count && (bid ? before[i].Price > after[j].Price : before[i].Price < after[j].Price));
            if (gone) Note(bid, before[i++].Price, 0m);
            else if (i < before.Count && before[i].Price == after[j].Price)
            {
                if (before[i].Size != after[j].Size) Note(bid, after[j].Price, after[j].Size);
                i++;
                j++;
            }
            else
            {
                Note(bid, after[j].Price, after[j].Size);
                j++;
            }
        }
    }

    private void Note(bool bid, decimal price, decimal size)
    {
        _changes.Add(new SpotChange(bid, price, size));
        LastUpdate++;
    }
}
