using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>One print of a trade frame: ticks, lots, taker side, venue time in ms and a 64-bit mark of its id for de-duplication.</summary>
internal readonly record struct TradeRow(long Ticks, long Lots, Side TakerSide, long TimeMs, ulong Mark);

/// <summary>A trade frame (at most 1,024 prints by the venue's word), reused for every frame of a socket.</summary>
internal sealed class TradeFrame
{
    public const int MostRows = 2_048;

    private TradeRow[] _rows = new TradeRow[64];

    /// <summary>Slot of the instrument, -1 when the symbol is not ours.</summary>
    public int Slot { get; set; } = -1;

    public int Count { get; private set; }

    public ReadOnlySpan<TradeRow> Rows => _rows.AsSpan(0, Count);

    public void Clear()
    {
        Slot = -1;
        Count = 0;
    }

    public bool Add(in TradeRow row)
    {
        if (Count == _rows.Length)
        {
            if (Count >= MostRows)
                return false;
            Array.Resize(ref _rows, Count * 2);
        }

        _rows[Count++] = row;
        return true;
    }
}
