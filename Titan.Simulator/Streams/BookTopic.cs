using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Streams;

/// <summary>
/// One order book at one depth as its subscribers know it. Each change is sent as the difference to what was last sent,
/// with the next update id; depth 1 sends whole snapshots only.
/// </summary>
internal sealed class BookTopic(string name, Instrument instrument, int depth, FrameWriter frames)
{
    private List<BookLevel> _bids = [];
    private List<BookLevel> _asks = [];
    private List<BookLevel> _nextBids = [];
    private List<BookLevel> _nextAsks = [];
    private readonly List<BookLevel> _bidChanges = [];
    private readonly List<BookLevel> _askChanges = [];
    private long _updateId = instrument.SymbolId * 1000L;

    public string Name => name;
    public int Depth => depth;
    public HashSet<StreamConnection> Subscribers { get; } = [];

    /// <summary>Venue time of the last frame, for the repeats of an idle depth-1 book.</summary>
    public long SentMs { get; private set; }

    /// <summary>Takes the present book in and returns the frame that tells it, or null when nothing changed.</summary>
    public byte[]? Advance(long nowMs, long sequence)
    {
        instrument.Book.Levels(Side.Buy, depth, _nextBids);
        instrument.Book.Levels(Side.Sell, depth, _nextAsks);
        Differences(Side.Buy, _bids, _nextBids, _bidChanges);
        Differences(Side.Sell, _asks, _nextAsks, _askChanges);
        (_bids, _nextBids) = (_nextBids, _bids);
        (_asks, _nextAsks) = (_nextAsks, _asks);
        if (_bidChanges.Count == 0 && _askChanges.Count == 0) return null;
        _updateId++;
        if (depth == 1000) instrument.DeepUpdateId = _updateId;
        return depth == 1 ? Snapshot(nowMs, sequence) : Write("delta", _bidChanges, _askChanges, nowMs, sequence);
    }

    /// <summary>The whole book as last advanced, under the present update id.</summary>
    public byte[] Snapshot(long nowMs, long sequence) => Write("snapshot", _bids, _asks, nowMs, sequence);

    private byte[] Write(string type, List<BookLevel> bids, List<BookLevel> asks, long nowMs, long sequence)
    {
        SentMs = nowMs;
        return frames.Frame((Topic: this, type, bids, asks, nowMs, sequence), static (writer, s) =>
        {
            writer.WriteString("topic", s.Topic.Name);
            writer.WriteString("type", s.type);
            writer.WriteNumber("ts", s.nowMs);
            writer.WriteStartObject("data");
            writer.WriteString("s", s.Topic.Symbol);
            s.Topic.Levels(writer, "b", s.bids);
            s.Topic.Levels(writer, "a", s.asks);
            writer.WriteNumber("u", s.Topic._updateId);
            writer.WriteNumber("seq", s.sequence);
            writer.WriteEndObject();
            writer.WriteNumber("cts", s.nowMs);
        });
    }

    private string Symbol => instrument.Symbol;

    private void Levels(Utf8JsonWriter writer, string side, List<BookLevel> levels)
    {
        writer.WriteStartArray(side);
        foreach (var level in levels)
        {
            writer.WriteStartArray();
            writer.FixedValue(level.Price, instrument.PriceScale);
            if (level.Size == 0m) writer.WriteStringValue("0");
            else writer.FixedValue(level.Size, instrument.QtyScale);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    private static void Differences(Side side, List<BookLevel> before, List<BookLevel> after, List<BookLevel> changes)
    {
        changes.Clear();
        int i = 0, j = 0;
        while (i < before.Count || j < after.Count)
        {
            if (j >= after.Count || (i < before.Count && OrderBook.IsBetter(side, before[i].Price, after[j].Price)))
            {
                changes.Add(new BookLevel(before[i++].Price, 0m));
            }
            else if (i >= before.Count || OrderBook.IsBetter(side, after[j].Price, before[i].Price))
            {
                changes.Add(after[j++]);
            }
            else
            {
                if (before[i].Size != after[j].Size) changes.Add(after[j]);
                i++;
                j++;
            }
        }
    }
}
