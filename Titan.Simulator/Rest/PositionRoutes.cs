using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Rest;

/// <summary>position/*: the list, closed profit, leverage, mode and trading-stop.</summary>
internal static class PositionRoutes
{
    public static IEnumerable<Route> All()
    {
        yield return Route.Get("/v5/position/list", 50, List);
        yield return Route.Get("/v5/position/closed-pnl", 50, ClosedProfit);
        yield return Route.Post("/v5/position/set-leverage", 10, static (venue, call) => RestReply.Of(venue.Positions.SetLeverage(
            call.Text("category"), call.Text("symbol"), call.Number("buyLeverage"), call.Number("sellLeverage"))));
        yield return Route.Post("/v5/position/switch-mode", 10, static (venue, call) => RestReply.Of(venue.Positions.SwitchMode(
            call.Text("category"), call.Text("symbol"), call.Text("coin"), (int)(call.Whole("mode") ?? -1))));
        yield return Route.Post("/v5/position/trading-stop", 10,
            static (venue, call) => RestReply.Of(venue.Positions.Protect(TicketReader.Protection(call.Body))));
        yield return Route.Post("/v5/position/add-margin", 10, CrossOnly);
        yield return Route.Post("/v5/position/set-auto-add-margin", 10, CrossOnly);
    }

    private static RestReply CrossOnly(Venue venue, RestCall call) =>
        RestReply.Refused(Verdict.Parameter("not allowed in cross margin mode"));

    private static RestReply List(Venue venue, RestCall call)
    {
        if (call.Text("category") != "linear") return RestReply.Refused(Verdict.Parameter("Illegal category"));
        string symbol = call.Text("symbol"), settleCoin = call.Text("settleCoin"), baseCoin = call.Text("baseCoin");
        if (symbol.Length == 0 && settleCoin.Length == 0 && baseCoin.Length == 0)
            return RestReply.Refused(Verdict.Parameter("symbol or settleCoin is required"));
        if (symbol.Length > 0 && !venue.Instruments.ContainsKey(symbol)) return RestReply.Refused(Verdict.Parameter("Not supported symbols"));
        if (!PageCursor.TryRead(call.Text("cursor"), out var after)) return OrderRoutes.BadCursor();
        var rows = venue.Instruments.Values
            .Where(i => symbol.Length > 0
                ? i.Symbol == symbol
                : !i.Position.IsFlat && (settleCoin is "" or "USDT") && (baseCoin.Length == 0 || i.Spec.BaseCoin == baseCoin))
            .OrderByDescending(static i => i.SymbolId);
        var (page, next) = PageCursor.Cut(rows, static i => i.SymbolId, after, call.Limit(20, 200));
        return RestReply.Ok(writer =>
        {
            writer.WriteStartArray("list");
            foreach (var instrument in page) PositionJson.Write(writer, instrument.Position, venue.Account, onStream: false);
            writer.WriteEndArray();
            writer.WriteString("nextPageCursor", next);
            writer.WriteString("category", "linear");
        });
    }

    private static RestReply ClosedProfit(Venue venue, RestCall call)
    {
        if (call.Text("category") != "linear") return RestReply.Refused(Verdict.Parameter("Illegal category"));
        if (!PageCursor.TryRead(call.Text("cursor"), out var after)) return OrderRoutes.BadCursor();
        if (!OrderRoutes.TryWindow(venue, call, out var from, out var to)) return OrderRoutes.TooWide();
        var symbol = call.Text("symbol");
        var (page, next) = PageCursor.Cut(
            OrderRoutes.Backwards(venue.Account.ClosedProfits)
                .Where(r => (symbol.Length == 0 || r.Order.Instrument.Symbol == symbol) && r.CreatedMs >= from && r.CreatedMs <= to),
            static r => r.Sequence, after, call.Limit(50, 100));
        return RestReply.Ok(writer =>
        {
            writer.WriteString("nextPageCursor", next);
            writer.WriteString("category", "linear");
            writer.WriteStartArray("list");
            foreach (var row in page)
            {
                writer.WriteStartObject();
                writer.WriteString("symbol", row.Order.Instrument.Symbol);
                writer.WriteString("orderId", row.Order.OrderId);
                writer.WriteString("side", row.Order.Side.ToString());
                writer.WriteString("orderType", row.Order.Type.ToString());
                writer.WriteString("execType", row.ExecType);
                writer.Number("qty", row.Order.Qty);
                writer.Number("orderPrice", row.Order.Price);
                writer.Number("closedSize", row.ClosedSize);
                writer.Money("cumEntryValue", row.EntryValue);
                writer.Money("avgEntryPrice", row.EntryValue / row.ClosedSize);
                writer.Money("cumExitValue", row.ExitValue);
                writer.Money("avgExitPrice", row.ExitValue / row.ClosedSize);
                writer.Money("closedPnl", row.NetProfit);
                writer.Money("openFee", row.OpenFee);
                writer.Money("closeFee", row.CloseFee);
                writer.WriteString("fillCount", WireText.Number(row.FillCount));
                writer.Number("leverage", row.Leverage);
                writer.Milliseconds("createdTime", row.CreatedMs);
                writer.Milliseconds("updatedTime", row.UpdatedMs);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }
}
