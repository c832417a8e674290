using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One position of a receipt. What others closed meanwhile is told apart from what our own orders closed.</summary>
public sealed record FlattenReceiptRow(
    string Symbol, bool IsLong, string Size, string Fill, string SlippageBps, Tone SlippageTone, string Fee, string Pnl, Tone PnlTone, string Tries, string? Elsewhere);

/// <summary>One order of a receipt.</summary>
public sealed record FlattenReceiptOrder(string At, string Words, string Filled, string Status, string Id, string? Reason);

/// <summary>A fact of a receipt: name and value.</summary>
public sealed record FlattenReceiptFact(string Name, string Value);

/// <summary>What a finished FLATTEN ALL did: who, why, when, each position and order, its cost, and the time to the venue's own word.</summary>
public sealed record FlattenReceiptView(
    string Id, string Title, string Span, string Who, ValueList<FlattenReceiptRow> Rows, string Fees, string Pnl, Tone PnlTone, string Tries,
    ValueList<FlattenReceiptFact> Facts, ValueList<FlattenReceiptOrder> Orders)
{
    /// <summary>Where the receipt is downloaded.</summary>
    public string CsvPath => $"/api/emergency/receipts/{Id}?format=csv";

    public string JsonPath => $"/api/emergency/receipts/{Id}";

    public static FlattenReceiptView Of(FlattenReceipt receipt)
    {
        var pnl = receipt.Legs.Sum(leg => leg.GrossPnl);
        var tries = receipt.Orders.Count;
        return new FlattenReceiptView(
            receipt.Id,
            T("Flat. The venue confirms 0 positions and 0 orders."),
            T("{0} → {1} {2} · {3} to the venue's word", Figures.Clock(receipt.StartedAt), Figures.Clock(receipt.ConfirmedAt), ViewerZone.Label(receipt.ConfirmedAt), Figures.Took(receipt.Took)),
            T("{0} by {1}{2} · {3}", receipt.Cause == CloseReason.KillSwitch ? T("Kill switch") : T("Flatten"), Said(receipt.By), receipt.Door.Length > 0 ? T(" through {0}", receipt.Door) : "", Said(receipt.Reason)),
            [.. receipt.Legs.Select(leg => RowOf(leg, receipt.Orders))],
            Figures.Money(receipt.Fees),
            Figures.SignedMoney(pnl),
            Tones.OfGain(pnl),
            Figures.Short(tries),
            FactsOf(receipt),
            [.. receipt.Orders.Select(OrderOf)]);
    }

    private static FlattenReceiptRow RowOf(FlattenLeg leg, IReadOnlyList<FlattenOrder> orders)
    {
        var slippage = leg.SlippageBps;
        return new FlattenReceiptRow(
            leg.Symbol,
            leg.IsLong,
            Figures.Exact(leg.ClosedQuantity + leg.ClosedElsewhere, 0),
            leg.AveragePrice is { } price ? PriceOf(price, leg) : Figures.Missing,
            slippage is { } bps ? Figures.Rate(bps) : Figures.Missing,
            slippage > 0 ? Tone.Plain : Tone.Gain,
            Figures.Money(leg.Fees),
            Figures.SignedMoney(leg.GrossPnl),
            Tones.OfGain(leg.GrossPnl),
            Figures.Short(orders.Count(order => order.Symbol == leg.Symbol)),
            ElsewhereOf(leg));
    }

    private static string? ElsewhereOf(FlattenLeg leg) => leg.ClosedElsewhere > 0
        ? T("{0} closed meanwhile by {1} @ {2}", Figures.Exact(leg.ClosedElsewhere, 0), Words(leg.Elsewhere), PriceOf(leg.ElsewhereValue / leg.ClosedElsewhere, leg))
        : null;

    private static ValueList<FlattenReceiptFact> FactsOf(FlattenReceipt receipt) =>
    [
        new(T("Cost, real"), $"{Figures.Money(receipt.SlippageCost + receipt.Fees)} USDT"),
        new(T("Slippage"), $"{Figures.Money(receipt.SlippageCost)} USDT"),
        new(T("Equity before"), receipt.EquityBefore is { } before ? $"{Figures.Money(before)} USDT" : Figures.Unknown),
        new(T("Equity after"), receipt.EquityAfter is { } after ? $"{Figures.Money(after)} USDT" : Figures.Unknown),
        new(T("Orders sent"), Figures.Short(receipt.Orders.Count)),
        new(T("Closed by others"), Figures.Short(receipt.Legs.Count(leg => leg.ClosedElsewhere > 0))),
    ];

    private static FlattenReceiptOrder OrderOf(FlattenOrder order) => new(
        Figures.Clock(order.SentAt),
        $"{order.Symbol} {order.Side.ToUpperInvariant()} {Figures.Exact(order.Quantity, 0)} {(order.Price is { } price ? T("limit {0}", Figures.Exact(price, 0)) : order.Type.ToLowerInvariant())}",
        order.FilledQuantity > 0 ? $"{Figures.Exact(order.FilledQuantity, 0)} @ {Figures.Exact(decimal.Round(order.AveragePrice ?? 0m, 6), 0)}" : "0",
        order.Status,
        order.ClientOrderId,
        order.Reason is { } why ? Said(why) : null);

    // As many decimals as the venue's own prices of this position have, and two more for a mean.
    private static string PriceOf(decimal price, FlattenLeg leg)
    {
        var own = (leg.ReferencePrice / 1.000000000000000000000000000m).Scale;
        return Figures.Exact(decimal.Round(price, Math.Clamp(own + 2, 2, 8)), own);
    }

    /// <summary>StopLoss, Liquidation … as a person says it.</summary>
    internal static string Words(string? elsewhere) => elsewhere switch
    {
        null or "" => T("another hand"),
        "StopLoss" => T("its stop"),
        "TakeProfit" => T("its target"),
        "Liquidation" or "Liquidated" => T("liquidation"),
        _ => Said(elsewhere),
    };
}
