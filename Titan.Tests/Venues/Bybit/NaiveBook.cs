using System.Globalization;
using System.Text.Json;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Books;

namespace Titan.Tests.Venues.Bybit;

/// <summary>The plainest possible order book, in decimals, to compare the fast one with.</summary>
internal sealed class NaiveBook
{
    private readonly SortedDictionary<decimal, decimal> _bids = new(Comparer<decimal>.Create(static (left, right) => right.CompareTo(left)));
    private readonly SortedDictionary<decimal, decimal> _asks = [];
    private Instrument? _instrument;

    public void Apply(string frame, Instrument instrument)
    {
        _instrument = instrument;
        using var document = JsonDocument.Parse(frame);
        if (document.RootElement.GetProperty("type").GetString() == "snapshot")
        {
            _bids.Clear();
            _asks.Clear();
        }

        var data = document.RootElement.GetProperty("data");
        Apply(_bids, data.GetProperty("b"));
        Apply(_asks, data.GetProperty("a"));
    }

    public void AssertEqual(BybitOrderBook book)
    {
        AssertEqual(_bids, book.Bids);
        AssertEqual(_asks, book.Asks);
    }

    private void AssertEqual(SortedDictionary<decimal, decimal> expected, BookSide side)
    {
        Assert.Equal(
            expected.Take(side.Count).Select(static level => (level.Key, level.Value)),
            Enumerable.Range(0, side.Count).Select(rank => (_instrument!.PriceOf(side[rank].Ticks), _instrument.QuantityOf(side[rank].Lots))));
    }

    private static void Apply(SortedDictionary<decimal, decimal> side, JsonElement levels)
    {
        foreach (var level in levels.EnumerateArray())
        {
            var price = decimal.Parse(level[0].GetString()!, CultureInfo.InvariantCulture);
            var size = decimal.Parse(level[1].GetString()!, CultureInfo.InvariantCulture);
            if (size == 0)
                side.Remove(price);
            else
                side[price] = size;
        }
    }
}
