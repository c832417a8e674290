using System.Text;
using Titan.Engine.Model;
using Titan.Engine.Venues.Binance;
using Titan.Tests.Venues.Bybit;

namespace Titan.Tests.Venues.Binance;

/// <summary>From frames to prints and best prices in contract units; what is impossible is counted and goes no further.</summary>
public sealed class SpotFramesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly RecordingSpotSink _sink = new();
    private readonly SpotFrames _frames;

    public SpotFramesTests()
    {
        _frames = new SpotFrames(SpotPayloads.Pairs, _sink, null, VirtualTime.At2026());
        _frames.Opened(this);
    }

    [Fact]
    public void Print_OfAPlainPair_IsToldAsItIs()
    {
        Hear(SpotPayloads.Wrapped("btcusdt@aggTrade", SpotPayloads.AggregateTrade));
        var trade = Assert.Single(_sink.Trades);
        Assert.Equal((20_000.01m, 0.005m, Side.Buy, 3), (trade.Price, trade.Quantity, trade.TakerSide, trade.Fills));
        Assert.Equal((DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_099), Now), (trade.VenueTime, trade.ReceivedAt));
    }

    [Fact]
    public void Print_OfABundle_IsToldPerContractUnit()
    {
        Hear(SpotPayloads.Print(1, "PEPEUSDT", "0.00001234", "5000", sellerIsTaker: true));
        var trade = Assert.Single(_sink.Trades);
        Assert.Equal((0.01234m, 5m, Side.Sell), (trade.Price, trade.Quantity, trade.TakerSide));
        Assert.Equal("1000PEPEUSDT", trade.Instrument.Id.Value);
    }

    [Theory]
    [InlineData("0", "1")]
    [InlineData("-5", "1")]
    [InlineData("20000", "0")]
    [InlineData("20000", "-1")]
    [InlineData("41000", "1")]
    [InlineData("9000", "1")]
    public void Print_OfAnImpossiblePriceOrSize_IsCountedAndGoesNoFurther(string price, string quantity)
    {
        Hear(SpotPayloads.BookTicker);
        Hear(SpotPayloads.Print(7, price: price, quantity: quantity));
        Assert.Empty(_sink.Trades);
        Assert.Equal(1, _frames.Absurd);
    }

    [Fact]
    public void Print_ToldTwice_PassesOnce()
    {
        Hear(SpotPayloads.Print(7));
        Hear(SpotPayloads.Print(7));
        Hear(SpotPayloads.Print(10));
        Assert.Equal(2, _sink.Trades.Count);
        Assert.Equal((1L, 2L, 2L), (_frames.Repeated, _frames.Missed, _frames.Trades));
    }

    [Fact]
    public void Numbers_AfterAReconnect_BeginAnew_ButNotWhileAnotherConnectionStands()
    {
        Hear(SpotPayloads.Print(500));
        var successor = new object();
        _frames.Opened(successor);
        Hear(SpotPayloads.Print(500));
        Assert.Single(_sink.Trades);
        _frames.Closed(this);
        _frames.Closed(successor);
        _frames.Opened(this);
        Assert.Null(_frames.SinceTrade);
        Hear(SpotPayloads.Print(3));
        Assert.Equal(2, _sink.Trades.Count);
    }

    [Fact]
    public void BestPrices_UnchangedOrOld_AreNotToldAgain()
    {
        Hear(SpotPayloads.BookTicker);
        Hear(SpotPayloads.BookTicker.Replace("400900217", "400900218", StringComparison.Ordinal));
        Hear(SpotPayloads.BookTicker.Replace("400900217", "400900216", StringComparison.Ordinal).Replace("\"1.5\"", "\"9\"", StringComparison.Ordinal));
        var quote = Assert.Single(_sink.Quotes);
        Assert.Equal((20_000.00m, 1.5m, 20_000.01m, 0.7m), (quote.Bid, quote.BidSize, quote.Ask, quote.AskSize));
    }

    [Fact]
    public void PairThatWasLeft_StillTalking_IsNoFault()
    {
        Assert.NotNull(Hear(SpotPayloads.Print(1, "XRPUSDT")));
        Assert.Empty(_sink.Trades);
        Assert.Null(Hear("garbage"));
    }

    [Fact]
    public void Prints_InSteadyState_AllocateNothing()
    {
        const int Round = 100;
        var texts = Enumerable.Range(1, 6 * Round).Select(static id => Encoding.UTF8.GetBytes(SpotPayloads.Wrapped("btcusdt@aggTrade", SpotPayloads.Print(id)))).ToArray();
        var quiet = new SpotFrames(SpotPayloads.Pairs, new DeafSink(), null, TimeProvider.System);
        quiet.Opened(this);
        Action<string, string?> reply = static (_, _) => { };
        var least = long.MaxValue;
        foreach (var round in texts.Chunk(Round))
        {
            // What the runtime itself makes while it compiles falls into one round, what we make into every one.
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var text in round)
                quiet.Handle(text, Now, reply);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Equal(6 * Round, quiet.Trades);
    }

    private SpotFrameKind? Hear(string text) => _frames.Handle(Encoding.UTF8.GetBytes(text), Now, static (_, _) => { });

    private sealed class DeafSink : Titan.Engine.Venues.ISpotSink
    {
        public void OnSpotTrade(in SpotTrade trade)
        {
        }

        public void OnSpotQuote(in SpotQuote quote)
        {
        }
    }
}
