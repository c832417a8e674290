namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// A queue in an array, oldest first, read by index. It doubles when it is full until its largest size, then the oldest falls out, so a
/// window that has found its size allocates nothing per event.
/// </summary>
internal sealed class Ring<T>(int capacity, int most)
{
    // A power of two, so that the place of an index is one AND.
    private T[] _items = new T[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
    private int _first;

    public int Count { get; private set; }

    public int Capacity => _items.Length;

    /// <summary>Items that fell out because the largest size was reached.</summary>
    public long Overrun { get; private set; }

    public ref T this[int index] => ref _items[(_first + index) & (_items.Length - 1)];

    public ref T Newest => ref this[Count - 1];

    public void Add(in T item)
    {
        if (Count == _items.Length)
        {
            if (_items.Length < most)
            {
                Grow();
            }
            else
            {
                RemoveOldest();
                Overrun++;
            }
        }

        Count++;
        Newest = item;
    }

    public void RemoveOldest()
    {
        _first = (_first + 1) & (_items.Length - 1);
        Count--;
    }

    public void Clear() => (_first, Count) = (0, 0);

    private void Grow()
    {
        var larger = new T[_items.Length * 2];
        for (var index = 0; index < Count; index++)
        {
            larger[index] = this[index];
        }

        (_items, _first) = (larger, 0);
    }
}
