using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Kernel;

public sealed class MarketMailboxTests
{
    private readonly EngineBench _bench = EngineBench.Reconciled();
    private readonly MarketMailbox _mailbox;
    private int _rings;
    private int _steps;

    public MarketMailboxTests()
    {
        _mailbox = new MarketMailbox(() => _rings++);
        _mailbox.Fill(BenchInstruments.All);
    }

    [Fact]
    public void Quotes_OfOneInstrument_LeaveOnlyTheNewest()
    {
        for (var bid = 1; bid <= 1_000; bid++)
        {
            _mailbox.Put(Quote(EngineBench.Btc, bid));
        }

        Assert.Equal(1, _mailbox.Depth);
        Assert.Equal(1, Drain());
        Assert.Equal(1_000, _bench.Core.Surroundings.Of(EngineBench.Btc).Quote.BidTicks);
        Assert.Equal(0, _mailbox.Depth);
        // Whoever brings a quote takes the turn itself.
        Assert.Equal(0, _rings);
    }

    [Fact]
    public void Quotes_OfTwoInstruments_BothArrive()
    {
        _mailbox.Put(Quote(EngineBench.Eth, 7));
        _mailbox.Put(Quote(EngineBench.Btc, 8));
        Assert.Equal(2, Drain());
        Assert.Equal(7, _bench.Core.Surroundings.Of(EngineBench.Eth).Quote.BidTicks);
    }

    [Fact]
    public void Instrument_ThatJoins_HasRoom_AndWhatWaitedForOthersStays()
    {
        _mailbox.Put(Quote(EngineBench.Btc, 8));
        _mailbox.Add(BenchInstruments.Sol with { Index = 200 });
        _mailbox.Add(EngineBench.Eth);
        _mailbox.Put(Quote(EngineBench.Eth, 7));
        Assert.Equal(2, _mailbox.Depth);
        Assert.Equal(2, Drain());
        Assert.Equal((8, 7), (_bench.Core.Surroundings.Of(EngineBench.Btc).Quote.BidTicks, _bench.Core.Surroundings.Of(EngineBench.Eth).Quote.BidTicks));
        _mailbox.PutLost(BenchInstruments.Sol with { Index = 200 });
        Assert.Equal(1, _mailbox.Depth);
    }

    [Fact]
    public void LostBook_AfterAQuote_HidesItUntilTheNext()
    {
        _mailbox.Put(Quote(EngineBench.Btc, 8));
        _mailbox.PutLost(EngineBench.Btc);
        Drain();
        Assert.True(_bench.Core.Surroundings.Of(EngineBench.Btc).BookLost);
        _mailbox.Put(Quote(EngineBench.Btc, 9));
        Drain();
        Assert.False(_bench.Core.Surroundings.Of(EngineBench.Btc).BookLost);
    }

    [Fact]
    public void Trades_BeyondTheirRoom_DropTheOldestAndAreCounted()
    {
        for (var i = 0; i < 65_536 + 10; i++)
        {
            _mailbox.Put(new Trade(EngineBench.Btc, i, 1, Side.Buy, _bench.Now, _bench.Now));
        }

        Assert.Equal(10, _mailbox.Dropped);
        Assert.Equal(65_536, _mailbox.Depth);
    }

    [Fact]
    public void SpotPrints_BeyondTheirRoom_DropTheOldestAndAreCounted()
    {
        for (var i = 0; i < 65_536 + 7; i++)
        {
            _mailbox.Put(Spot(i + 1));
        }

        Assert.Equal(7, _mailbox.Dropped);
        Assert.Equal(65_536, _mailbox.Depth);
    }

    [Fact]
    public void SpotPrints_EachMakeAStep_AndSpotQuotesNone()
    {
        _mailbox.Put(Spot(50_000m));
        _mailbox.Put(Spot(50_001m));
        _mailbox.Put(new SpotQuote(EngineBench.Btc, 50_000m, 1m, 50_001m, 2m, _bench.Now));
        Drain();
        Assert.Equal(2, _steps);
        Assert.Equal(50_000.5m, _bench.Core.Surroundings.Of(EngineBench.Btc).SpotQuote.Mid);
    }

    [Fact]
    public void SpotPrints_InSteadyState_AllocateNothing()
    {
        for (var i = 0; i < 2_000; i++)
        {
            _mailbox.Put(Spot(50_000m + i));
        }

        Drain();
        Drain();
        var now = () => _bench.Now;
        Action step = () => { };
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            _mailbox.Put(Spot(50_000m + i));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1_000, _mailbox.Drain(_bench.Core, now, step));
    }

    [Fact]
    public void Ticker_IsSeenWithoutAStep()
    {
        _mailbox.Put(new Ticker(EngineBench.Btc, 51_000m, 0m, 0m, 0.0001m, null, 0m, 0m, _bench.Now, _bench.Now));
        Drain();
        Assert.Equal(51_000m, _bench.Core.Surroundings.Of(EngineBench.Btc).MarkPrice);
        Assert.Equal(0, _steps);
    }

    private SpotTrade Spot(decimal price) => new(EngineBench.Btc, price, 1m, Side.Buy, 1, _bench.Now, _bench.Now);

    private static Quote Quote(Instrument instrument, long bid) => new(instrument, bid, 1, bid + 1, 1, EngineBench.Start, EngineBench.Start);

    private int Drain() => _mailbox.Drain(_bench.Core, () => _bench.Now, () => _steps++);
}
