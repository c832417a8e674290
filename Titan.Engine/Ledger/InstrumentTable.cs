using System.Diagnostics.CodeAnalysis;
using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>The instruments of this session by index and by symbol: filled before trading, and longer by each that joins; none goes.</summary>
public sealed class InstrumentTable
{
    private readonly Dictionary<string, Instrument> _bySymbol = new(StringComparer.Ordinal);
    private Instrument[] _all = [];

    public IReadOnlyList<Instrument> All => _all;

    public void Fill(IReadOnlyList<Instrument> instruments)
    {
        _all = [.. instruments.OrderBy(instrument => instrument.Index)];
        _bySymbol.Clear();
        foreach (var instrument in _all)
        {
            _bySymbol[instrument.Id.Value] = instrument;
        }
    }

    /// <summary>Takes up one more, found open on the account or put on the whitelist; it gets the next index.</summary>
    public Instrument Add(Instrument found)
    {
        var instrument = found with { Index = _all.Length == 0 ? 0 : _all[^1].Index + 1 };
        _all = [.. _all, instrument];
        _bySymbol[instrument.Id.Value] = instrument;
        return instrument;
    }

    public bool TryGet(string symbol, [NotNullWhen(true)] out Instrument? instrument) => _bySymbol.TryGetValue(symbol, out instrument);

    public bool TryGet(InstrumentId id, [NotNullWhen(true)] out Instrument? instrument) => _bySymbol.TryGetValue(id.Value, out instrument);
}
