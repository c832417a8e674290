using System.Text.Json;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One closed trade, ready to read.</summary>
public sealed record TradeLine(
    string Id, string Closed, string Symbol, bool IsLong, string Size, string Entry, string Exit, string Net, Tone NetTone, string Result, string Costs, string Reason, string Strategy, string? Trap,
    string Held, string Naked, Tone NakedTone, string WhyAddress)
{
    public static TradeLine Of(ClosedTrade trade) => new(
        trade.TradeId,
        ViewerZone.Stamp(trade.ClosedAt),
        trade.Instrument.Value,
        trade.Long,
        Figures.Exact(trade.Quantity, 0),
        Price(trade.EntryPrice),
        Price(trade.ExitPrice),
        Figures.SignedMoney(trade.NetPnl),
        Tones.OfGain(trade.NetPnl),
        trade.RMultiple is { } result ? Figures.RMultiple(result) : T("no stop at entry"),
        Figures.Money(trade.Fees + trade.Funding),
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(trade.Reason.ToString()),
        trade.Strategy.Length > 0 ? trade.Strategy : T("by hand"),
        trade.TrapType,
        Figures.Age(trade.ClosedAt - trade.OpenedAt),
        Figures.NakedTime(trade.Naked.TotalSeconds),
        trade.Naked.TotalSeconds > 2 ? Tone.Warn : Tone.Plain,
        $"why?signal={Uri.EscapeDataString(trade.Correlation.Value)}&at={trade.OpenedAt.ToUnixTimeMilliseconds()}");

    /// <summary>An average price: as many decimals as its size needs, so that points line up within a column of one instrument.</summary>
    public static string Price(decimal price) => Figures.Mark(price, Math.Abs(price) switch { >= 1_000 => 2, >= 10 => 3, >= 1 => 4, _ => 6 });
}

/// <summary>One page of closed trades with the sums of the whole filter.</summary>
public sealed record TradeRows(ValueList<TradeLine> Rows, int Total, string Net, Tone NetTone, string WinRate)
{
    public static TradeRows Of(TradePage page) => new(
        [.. page.Trades.Select(TradeLine.Of)],
        page.Total,
        Figures.SignedMoney(page.TotalPnl),
        Tones.OfGain(page.TotalPnl),
        page.Total == 0 ? Figures.Missing : T("{0} % won, {1} of {2}", Figures.Rate(100m * page.Wins / page.Total), page.Wins, page.Total));
}

/// <summary>One order of ours, past or working.</summary>
public sealed record OrderLine(
    string Id, string Created, string Symbol, string What, string Size, string Filled, string Price, string Average, string Purpose, string Status, Tone Tone, string Reason, string Source)
{
    public static OrderLine Of(Order order) => new(
        order.Id.Value,
        ViewerZone.Stamp(order.CreatedAt),
        order.Instrument.Value,
        $"{(order.Side == Side.Buy ? "BUY" : "SELL")} {(order.Type == OrderType.Market ? T("market") : T("limit"))}",
        Figures.Exact(order.Quantity, 0),
        Figures.Exact(order.FilledQuantity, 0),
        order.Price is { } price ? Figures.Exact(price, 0) : T("market"),
        order.FilledQuantity > 0 ? TradeLine.Price(order.AverageFillPrice) : Figures.Missing,
        T(order.Purpose.ToString()),
        T(order.Status.ToString()),
        order.Status switch { OrderStatus.Rejected => Tone.High, OrderStatus.Unknown => Tone.Unknown, OrderStatus.Filled => Tone.Ok, _ => Tone.Muted },
        Said(order.Reason ?? ""),
        order.Source);
}

/// <summary>One page of orders and how many there are.</summary>
public sealed record OrderRows(ValueList<OrderLine> Rows, int Total)
{
    public static OrderRows Of(OrderPage page) => new([.. page.Orders.Select(OrderLine.Of)], page.Total);
}
