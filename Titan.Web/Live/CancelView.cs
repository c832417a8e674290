using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One working entry that CANCEL ALL would take back.</summary>
public sealed record CancelRow(string Symbol, string Side, string Left, string Price, string Status);

/// <summary>The working entries, as the cancel dialog lists them; empty while it is shut.</summary>
public sealed record CancelView(string Mode, ValueList<CancelRow> Rows)
{
    public static CancelView From(EngineSnapshot snapshot, bool open) => new(
        snapshot.Identity.Mode,
        open ? [.. snapshot.WorkingOrders.Where(order => order.Purpose == OrderPurpose.Entry).Select(RowOf)] : []);

    private static CancelRow RowOf(Order order) => new(
        order.Instrument.Value,
        order.Side == Side.Buy ? "BUY" : "SELL",
        Figures.Exact(order.RemainingQuantity, 0),
        order.Price is { } price ? Figures.Exact(price, 0) : T("market"),
        order.Status.ToString());
}
