using Titan.Engine.Model;

namespace Titan.Tests.Model;

public sealed class EquityBookTests
{
    [Fact]
    public void Drawdowns_BelowTheirReferences_ArePositiveFractions()
    {
        var book = new EquityBook { Known = true, Equity = 900m, DayStartEquity = 950m, SessionPeak = 1000m, HighWatermark = 1200m, WatermarkReference = 1000m };
        Assert.Equal(0.1m, book.DailyDrawdown);
        Assert.Equal(0.25m, book.PeakDrawdown);
        Assert.Equal(0.1m, book.WatermarkDrawdown);
        Assert.Equal(-50m, book.DailyPnl);
    }

    [Fact]
    public void Drawdowns_OfUnknownEquity_AreNotJudged()
    {
        var book = new EquityBook { Known = false, SessionPeak = 1000m, HighWatermark = 1200m, DayStartEquity = 1000m };
        Assert.Equal(0m, book.DailyDrawdown);
        Assert.Equal(0m, book.PeakDrawdown);
        Assert.Equal(0m, book.DailyPnl);
    }

    [Fact]
    public void Position_ValueAtAMark_HasTheSignOfItsDirection()
    {
        var position = new Position
        {
            Id = "p1",
            Instrument = new InstrumentId("BTCUSDT"),
            SignedQuantity = -2m,
            EntryPrice = 100m,
            OpenedAt = DateTimeOffset.UnixEpoch,
        };
        Assert.Equal(20m, position.UnrealizedPnl(90m));
        Assert.Equal(Side.Buy, position.ClosingSide);
        Assert.False(position.IsCovered);
    }
}
