using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Venues.Bybit.Books;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Bybit;

/// <summary>The hand scanners against Utf8JsonReader: on generated, real and damaged frames both must say the same.</summary>
public sealed class ScannerTests
{
    private static readonly SymbolTable Symbols = new([TestInstruments.Btc, TestInstruments.Eth, TestInstruments.Xrp]);

    [Fact]
    public void BookScanner_GeneratedFrames_EqualsTheReader() => ForSeeds(static random =>
    {
        // Digits beyond the grid are the reader's; whatever the scanner takes must be equal.
        SameBook(Encoding.UTF8.GetBytes(GeneratedFrames.Book(random)));
    });

    [Fact]
    public void BookScanner_DamagedFrames_NeverDisagreesWithTheReader() => ForSeeds(static random =>
    {
        var frame = Encoding.UTF8.GetBytes(GeneratedFrames.Book(random));
        GeneratedFrames.Damage(frame, random);
        SameBook(frame);
        SameBook(frame.AsSpan(0, random.Next(frame.Length)));
    });

    [Fact]
    public void TradeScanner_GeneratedFrames_EqualsTheReader() => ForSeeds(static random =>
    {
        SameTrades(Encoding.UTF8.GetBytes(GeneratedFrames.Trades(random)));
    });

    [Fact]
    public void TradeScanner_DamagedFrames_NeverDisagreesWithTheReader() => ForSeeds(static random =>
    {
        var frame = Encoding.UTF8.GetBytes(GeneratedFrames.Trades(random));
        GeneratedFrames.Damage(frame, random);
        SameTrades(frame);
        SameTrades(frame.AsSpan(0, random.Next(frame.Length)));
    });

    [Fact]
    public void Scanners_GeneratedFrames_TakeAFairShare()
    {
        // Otherwise the laws above would hold for a scanner that takes nothing.
        var random = new Random(4_711);
        var books = Enumerable.Range(0, 400).Count(_ => SameBook(Encoding.UTF8.GetBytes(GeneratedFrames.Book(random))));
        var trades = Enumerable.Range(0, 400).Count(_ => SameTrades(Encoding.UTF8.GetBytes(GeneratedFrames.Trades(random))));
        Assert.True(books > 80 && trades > 80, $"{books} books and {trades} trade frames of 400");
    }

    [Fact]
    public void BookScanner_RecordedXrp_EqualsTheReader()
    {
        foreach (var line in MarketData.Lines("ticks/bybit_linear_XRPUSDT_orderbook500_20241201.jsonl.gz"))
            Assert.True(SameBook(Encoding.UTF8.GetBytes(line)));
    }

    [Fact]
    public void Price_AnyDecimalText_EqualsTheExactRule() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), Gen.Choose(0, 9).ToArbitrary(), Gen.Elements(0.05m, 0.1m, 1m, 0.0001m, 0.25m, 10m, 0.000005m).ToArbitrary(), static (digits, decimals, tick) =>
        {
            var value = new decimal((int)(digits & 0x7FFFFFFF), 0, 0, false, (byte)decimals);
            var exact = StepScale.OfPrice(TestInstruments.Make("BTCUSDT", tick, 1m)).FromDecimal(value, out var onGrid);
            return !TryScanPrice(tick, value.ToString(CultureInfo.InvariantCulture), out var ticks, out var scannedOnGrid) || (ticks == exact && scannedOnGrid == onGrid);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("63958.60", 639_586)]
    [InlineData("0", 0)]
    [InlineData("20000", 200_000)]
    [InlineData("20000.1", 200_001)]
    public void Price_TextsOfTheVenue_AreScanned(string text, long ticks)
    {
        Assert.True(TryScanPrice(0.1m, text, out var scanned, out var onGrid));
        Assert.Equal((ticks, true), (scanned, onGrid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1e5")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("20000.123")]
    [InlineData("1234567890123456789")]
    public void Price_AnythingElse_IsLeftToTheReader(string text) => Assert.False(TryScanPrice(0.1m, text, out _, out _));

    [Fact]
    public void SymbolTable_ManySymbols_FindsEachAndNoOther()
    {
        var instruments = Enumerable.Range(0, 500).Select(static index => TestInstruments.Make($"C{index}USDT", 0.1m, 1m, index)).ToArray();
        var table = new SymbolTable(instruments);
        for (var index = 0; index < instruments.Length; index++)
            Assert.Equal(index, table.Find(Encoding.UTF8.GetBytes(instruments[index].Id.Value)));
        Assert.Equal(-1, table.Find("C500USDT"u8));
        Assert.Equal(-1, table.Find(""u8));
    }

    [Fact]
    public void TradeMarks_SameId_IsNewOnlyOnce()
    {
        var marks = new TradeMarks();
        var mark = TradeMarks.Of("20f43950-d8dd-5b31-9112-a178eb6023af"u8);
        Assert.True(marks.IsNew(mark));
        Assert.False(marks.IsNew(mark));
        Assert.True(marks.IsNew(TradeMarks.Of("20f43950-d8dd-5b31-9112-a178eb6023ae"u8)));
    }

    private static bool SameBook(ReadOnlySpan<byte> frame)
    {
        var fast = new BookFrame();
        var exact = new BookFrame();
        var scanned = BookFrameScanner.TryScan(frame, Symbols, fast);
        var read = BookFrameReader.TryRead(frame, Symbols, exact);
        if (!scanned)
            return false;
        var text = Encoding.UTF8.GetString(frame);
        Assert.True(read, text);
        Assert.Equal(exact.Slot, fast.Slot);
        if (exact.Slot < 0)
            return true;
        Assert.Equal(
            (exact.IsSnapshot, exact.UpdateId, exact.Sequence, exact.SentMs, exact.MadeMs, exact.OffGrid),
            (fast.IsSnapshot, fast.UpdateId, fast.Sequence, fast.SentMs, fast.MadeMs, fast.OffGrid));
        Assert.True(exact.Bids.AsSpan(0, exact.BidCount * 2).SequenceEqual(fast.Bids.AsSpan(0, fast.BidCount * 2)), text);
        Assert.True(exact.Asks.AsSpan(0, exact.AskCount * 2).SequenceEqual(fast.Asks.AsSpan(0, fast.AskCount * 2)), text);
        return true;
    }

    private static bool SameTrades(ReadOnlySpan<byte> frame)
    {
        var fast = new TradeFrame();
        var exact = new TradeFrame();
        var scanned = TradeFrameScanner.TryScan(frame, Symbols, fast);
        var read = TradeFrameReader.TryRead(frame, Symbols, exact);
        if (!scanned)
            return false;
        var text = Encoding.UTF8.GetString(frame);
        Assert.True(read, text);
        Assert.Equal(exact.Slot, fast.Slot);
        Assert.True(exact.Rows.SequenceEqual(fast.Rows), text);
        return true;
    }

    private static bool TryScanPrice(decimal tick, string price, out long ticks, out bool onGrid)
    {
        var frame = new BookFrame();
        var scanned = BookFrameScanner.TryScan(
            Encoding.UTF8.GetBytes($$$"""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"b":[["{{{price}}}","1"]],"a":[],"u":2}}"""),
            new SymbolTable([TestInstruments.Make("BTCUSDT", tick, 1m)]), frame);
        ticks = frame.Bids[0];
        onGrid = !frame.OffGrid;
        return scanned;
    }

    private static void ForSeeds(Action<Random> law) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => law(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
}
