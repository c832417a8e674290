namespace Titan.Engine.Venues.Binance;

/// <summary>
/// The pairs of a feed, found by the symbol inside a frame without making a string. The slot is the position in the list. Built once,
/// then only read.
/// </summary>
internal sealed class SpotPairs
{
    private const int LongestSymbol = 40;

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public SpotPairs(IEnumerable<SpotPair> pairs)
    {
        foreach (var pair in pairs)
        {
            // Two contracts of one coin have one leader each frame can name only once; the first one keeps it.
            if (_slots.TryAdd(pair.Symbol, All.Count))
                All.Add(pair);
        }

        _lookup = _slots.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public List<SpotPair> All { get; } = [];

    public int Count => All.Count;

    public SpotPair this[int slot] => All[slot];

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
    public int Of(Model.Instrument instrument) => All.FindIndex(pair => pair.Instrument.Index == instrument.Index);
}
