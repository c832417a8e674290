using System.Runtime.CompilerServices;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// One side of a book as two sorted arrays with the best level last: changes cluster near the best price, so an insert or delete
/// moves few entries. Keys ascend towards the best: ticks for bids, negated ticks for asks.
/// </summary>
internal sealed class BookSide(bool bids, int depth)
{
    // Near the top a short walk beats a binary search.
    private const int Walk = 8;

    private readonly int _sign = bids ? 1 : -1;
    private long[] _keys = new long[depth + 64];
    private long[] _lots = new long[depth + 64];

    public int Count { get; private set; }

    public long BestTicks => _sign * _keys[Count - 1];

    public long BestLots => _lots[Count - 1];

    /// <summary>Level by rank, 0 is the best.</summary>
    public (long Ticks, long Lots) this[int rank] => (_sign * _keys[Count - 1 - rank], _lots[Count - 1 - rank]);

    /// <summary>The best levels into buffers, best last; as many as there are, at most as they hold.</summary>
    public int CopyBest(Span<long> ticks, Span<long> lots)
    {
        var count = Math.Min(Count, ticks.Length);
        var from = Count - count;
        _lots.AsSpan(from, count).CopyTo(lots);
        for (var level = 0; level < count; level++)
            ticks[level] = _sign * _keys[from + level];
        return count;
    }

    public void Clear() => Count = 0;

    /// <summary>Replaces everything by a snapshot's levels (pairs of ticks and lots, normally best first).</summary>
    public void Replace(ReadOnlySpan<long> levels)
    {
        Count = 0;
        if (!TryFillBestFirst(levels))
        {
            Count = 0;
            Apply(levels);
        }

        Trim();
    }

    /// <summary>Applies a delta's levels: zero lots deletes, else upsert; keeps only the best levels of the topic's depth.</summary>
    public void Apply(ReadOnlySpan<long> levels)
    {
        for (var index = 0; index + 1 < levels.Length; index += 2)
            Set(_sign * levels[index], levels[index + 1]);
        if (Count > depth)
            Trim();
    }

    private bool TryFillBestFirst(ReadOnlySpan<long> levels)
    {
        var count = levels.Length / 2;
        EnsureRoom(count);
        var previous = long.MaxValue;
        for (var rank = 0; rank < count; rank++)
        {
            var key = _sign * levels[rank * 2];
            var lots = levels[(rank * 2) + 1];
            if (key >= previous || lots == 0)
                return false;
            previous = key;
            _keys[count - 1 - rank] = key;
            _lots[count - 1 - rank] = lots;
        }

        Count = count;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(long key, long lots)
    {
        var at = Find(key);
        if (at < Count && _keys[at] == key)
        {
            if (lots != 0)
                _lots[at] = lots;
            else
                RemoveAt(at);
        }
        else if (lots != 0)
        {
            InsertAt(at, key, lots);
        }
    }

    // Index of the first key that is not below the wanted one.
    private int Find(long key)
    {
        var keys = _keys.AsSpan(0, Count);
        var high = keys.Length;
        for (var step = 0; step < Walk; step++)
        {
            if (high == 0 || keys[high - 1] < key)
                return high;
            high--;
        }

        var low = 0;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void RemoveAt(int at)
    {
        var behind = Count - at - 1;
        if (behind > 0)
        {
            _keys.AsSpan(at + 1, behind).CopyTo(_keys.AsSpan(at));
            _lots.AsSpan(at + 1, behind).CopyTo(_lots.AsSpan(at));
        }

        Count--;
    }

    private void InsertAt(int at, long key, long lots)
    {
        EnsureRoom(Count + 1);
        var behind = Count - at;
        if (behind > 0)
        {
            _keys.AsSpan(at, behind).CopyTo(_keys.AsSpan(at + 1));
            _lots.AsSpan(at, behind).CopyTo(_lots.AsSpan(at + 1));
        }

        _keys[at] = key;
        _lots[at] = lots;
        Count++;
    }

    // A level that fell out of the topic's window is not updated any more, so it must not be remembered.
    private void Trim()
    {
        var surplus = Count - depth;
        if (surplus <= 0)
            return;
        _keys.AsSpan(surplus, depth).CopyTo(_keys);
        _lots.AsSpan(surplus, depth).CopyTo(_lots);
        Count = depth;
    }

    // Bounded by depth plus the most levels of one frame, since every frame ends with a trim.
    private void EnsureRoom(int count)
    {
        if (count <= _keys.Length)
            return;
        var size = Math.Max(count, _keys.Length * 2);
        Array.Resize(ref _keys, size);
        Array.Resize(ref _lots, size);
    }
}
