using Titan.Simulator.Exchange;
using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Support;

/// <summary>
/// The exchange without a wire, on one instrument (BTCUSDT, tick 0.1, step 0.001) unless more are named. Records what a
/// listener hears, as copies.
/// </summary>
internal sealed class VenueBench
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private int _links;

    public VenueBench(decimal balance = 2450m, params InstrumentSpec[] specs)
    {
        Clock = new HandClock(Start);
        Venue = new Venue(new ScriptedMarket(Start, specs.Length > 0 ? specs : [TinyMarket.Bitcoin]), Clock, seed: 3, balance, TimeSpan.Zero);
        Heard = new Recorder();
        Venue.Listener = Heard;
    }

    public HandClock Clock { get; }
    public Venue Venue { get; }
    public Recorder Heard { get; }
    public Instrument Bitcoin => Venue.Instruments["BTCUSDT"];
    public Position Position => Bitcoin.Position;
    public Account Account => Venue.Account;

    /// <summary>One step: a level of <paramref name="size"/> at bid and ask (and a deep one far behind), after these outside trades.</summary>
    public VenueBench Step(
        decimal bid, decimal ask, decimal size = 10m, decimal? mark = null, decimal funding = 0m, string symbol = "BTCUSDT", params OutsideTrade[] trades)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        var middle = mark ?? (bid + ask) / 2m;
        var step = new InstrumentStep(symbol, [new(bid, size)], [new(ask, size)], trades, middle, middle, funding, 1000m);
        Venue.Apply(new MarketStep(Clock.GetUtcNow(), [step]), Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return this;
    }

    public VenueBench Ladders(OutsideLevel[] bids, OutsideLevel[] asks, decimal? mark = null)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        var middle = mark ?? (bids[0].Price + asks[0].Price) / 2m;
        var step = new InstrumentStep("BTCUSDT", bids, asks, [], middle, middle, 0m, 1000m);
        Venue.Apply(new MarketStep(Clock.GetUtcNow(), [step]), Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return this;
    }

    public static OutsideTrade Sells(decimal size) => new(false, size, false);

    public static OutsideTrade Buys(decimal size) => new(true, size, false);

    public OrderTicket Limit(string side, decimal qty, decimal price, string timeInForce = "GTC") => new()
    {
        Symbol = "BTCUSDT",
        Side = side,
        OrderType = "Limit",
        Qty = qty,
        Price = price,
        TimeInForce = timeInForce,
        OrderLinkId = "t-" + ++_links,
    };

    public OrderTicket Market(string side, decimal qty) => new()
    {
        Symbol = "BTCUSDT",
        Side = side,
        OrderType = "Market",
        Qty = qty,
        OrderLinkId = "t-" + ++_links,
    };

    public (Verdict Verdict, Order? Order) Try(OrderTicket ticket) => Venue.Act(v => v.Desk.Create(ticket));

    public Order Create(OrderTicket ticket)
    {
        var (verdict, order) = Try(ticket);
        Assert.True(verdict.IsOk, verdict.Message);
        return order!;
    }

    public Order? Protection(StopKind kind) => Bitcoin.OpenOrders.Find(o => o.StopKind == kind);

    public Verdict Protect(ProtectionTicket ticket) => Venue.Act(v => v.Positions.Protect(ticket));
}
