namespace Titan.Engine.Venues.Binance;

/// <summary>
/// The pairs of a feed, found by the symbol inside a frame without making a string. The slot is the position in the list and never changes; pairs
/// join at the end (<see cref="SpotFrames.Add"/>), while others read the list.
/// </summary>
internal sealed class SpotPairs
{
    private const int LongestSymbol = 40;

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private volatile SpotPair[] _all = [];

    public SpotPairs(IEnumerable<SpotPair> pairs)
    {
        foreach (var pair in pairs)
            Add(pair);
        _lookup = _slots.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<SpotPair> All => _all;

    public int Count => _all.Length;

    public SpotPair this[int slot] => _all[slot];

    /// <summary>One pair more; false when another contract has it. Whoever calls <see cref="Find"/> meanwhile must be kept out.</summary>
    public bool Add(SpotPair pair)
    {
        // Two contracts of one coin have one leader each frame can name only once; the first one keeps it.
        if (!_slots.TryAdd(pair.Symbol, _all.Length))
            return false;
        _all = [.. _all, pair];
        return true;
    }

    public bool Has(string symbol) => _slots.ContainsKey(symbol);

    /// <summary>Slot of the pair's upper-case symbol, or -1.</summary>
    public int Find(ReadOnlySpan<byte> symbol)
    {
        if (symbol.Length > LongestSymbol)
            return -1;
        Span<char> text = stackalloc char[LongestSymbol];
        for (var i = 0; i < symbol.Length; i++)
            text[i] = (char)symbol[i];
        return _lookup.TryGetValue(text[..symbol.Length], out var slot) ? slot : -1;
    }

    /// <summary>Slot of the pair that leads an instrument, or -1.</summary>
    public int Of(Model.Instrument instrument) => Array.FindIndex(_all, pair => pair.Instrument.Index == instrument.Index);
}
