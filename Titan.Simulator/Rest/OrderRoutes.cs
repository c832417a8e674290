using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Rest;

/// <summary>order/* and execution/*: entry, withdrawal and the lists.</summary>
internal static class OrderRoutes
{
    private const int ReadsPerSecond = 50;
    private const int ClosedShown = 500;
    private const long WeekMs = 7L * 86_400_000;

    public static IEnumerable<Route> All()
    {
        foreach (var path in OrderCommands.Operations.Values)
            yield return Route.Post(path, OrderCommands.PerSecond, (venue, call) => OrderCommands.Run(path, venue, call.Body));
        yield return Route.Post("/v5/order/cancel-all", 10, CancelAll);
        yield return Route.Post("/v5/order/pre-check", 10, PreCheck);
        yield return Route.Post("/v5/order/disconnected-cancel-all", 5,
            static (_, _) => RestReply.Refused(new Verdict(10005, "Permission denied, please check your API key permissions.")));
        yield return Route.Get("/v5/order/realtime", ReadsPerSecond, Realtime);
        yield return Route.Get("/v5/order/history", ReadsPerSecond, History);
        yield return Route.Get("/v5/execution/list", ReadsPerSecond, Executions);
    }

    private static RestReply CancelAll(Venue venue, RestCall call)
    {
        var (verdict, orders) = venue.Changes.CancelAll(
            call.Text("category"), call.Text("symbol"), call.Text("baseCoin"), call.Text("settleCoin"), call.Text("orderFilter"), call.Text("stopOrderType"));
        return !verdict.IsOk ? RestReply.Refused(verdict) : RestReply.Ok(writer =>
        {
            writer.WriteStartArray("list");
            foreach (var order in orders)
            {
                writer.WriteStartObject();
                writer.WriteString("orderId", order.OrderId);
                writer.WriteString("orderLinkId", order.OrderLinkId);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("success", "1");
        });
    }

    private static RestReply PreCheck(Venue venue, RestCall call)
    {
        var ticket = TicketReader.Order(call.Body, call.Text("category"));
        if (ticket.Unreadable is { } problem) return RestReply.Refused(Verdict.Parameter(problem));
        if (ticket.Category != "linear" || !venue.Instruments.TryGetValue(ticket.Symbol, out var instrument))
            return RestReply.Refused(Verdict.Parameter("Not supported symbols"));
        var account = venue.Account;
        var value = (ticket.Qty ?? 0m) * (ticket.Price ?? instrument.MarkPrice);
        var isBuy = ticket.Side == "Buy";
        var added = Account.InitialMarginOf(instrument, isBuy ? value : 0m, isBuy ? 0m : value) - Account.InitialMarginOf(instrument, 0m, 0m);
        var balance = account.MarginBalance;
        return RestReply.Ok(writer =>
        {
            writer.WriteString("orderId", "");
            writer.WriteString("orderLinkId", ticket.OrderLinkId);
            writer.WriteNumber("preImrE4", RateE4(account.InitialMargin, balance));
            writer.WriteNumber("preMmrE4", RateE4(account.MaintenanceMargin, balance));
            writer.WriteNumber("postImrE4", RateE4(account.InitialMargin + added, balance));
            writer.WriteNumber("postMmrE4", RateE4(account.MaintenanceMargin + (value * instrument.Spec.MaintenanceMarginRate), balance));
        });
    }

    private static long RateE4(decimal margin, decimal balance) => balance <= 0m ? 0 : (long)(margin / balance * 10_000m);

    private static RestReply Realtime(Venue venue, RestCall call)
    {
        if (Refusal(call) is { } refusal) return refusal;
        if (call.Text("symbol").Length == 0 && call.Text("baseCoin").Length == 0 && call.Text("settleCoin").Length == 0
            && call.Text("orderId").Length == 0 && call.Text("orderLinkId").Length == 0)
            return RestReply.Refused(Verdict.Parameter("symbol, baseCoin or settleCoin is required"));
        var rows = call.Text("openOnly") == "1"
            ? Backwards(venue.Orders.All).Where(static o => !o.Status.IsOpen()).Take(ClosedShown)
            : venue.Instruments.Values.SelectMany(static i => i.OpenOrders).OrderByDescending(static o => o.Sequence);
        return Page(venue, call, rows, standard: 20);
    }

    private static RestReply History(Venue venue, RestCall call)
    {
        if (Refusal(call) is { } refusal) return refusal;
        if (!TryWindow(venue, call, out var from, out var to)) return TooWide();
        string orderId = call.Text("orderId"), linkId = call.Text("orderLinkId");
        var rows = orderId.Length > 0 || linkId.Length > 0
            ? new[] { venue.Orders.Find(orderId, linkId) }.OfType<Order>().Where(static o => !o.Status.IsOpen())
            : Backwards(venue.Orders.All).Where(o => !o.Status.IsOpen() && o.CreatedMs >= from && o.CreatedMs <= to);
        return Page(venue, call, rows, standard: 20);
    }

    private static RestReply Page(Venue venue, RestCall call, IEnumerable<Order> rows, int standard)
    {
        if (!PageCursor.TryRead(call.Text("cursor"), out var after)) return BadCursor();
        string symbol = call.Text("symbol"), baseCoin = call.Text("baseCoin"), settleCoin = call.Text("settleCoin");
        string orderId = call.Text("orderId"), linkId = call.Text("orderLinkId"), filter = call.Text("orderFilter"), status = call.Text("orderStatus");
        var now = venue.NowMs;
        var (page, next) = PageCursor.Cut(
            rows.Where(o => o.VisibleFromMs <= now
                && (symbol.Length == 0 || o.Instrument.Symbol == symbol)
                && (baseCoin.Length == 0 || o.Instrument.Spec.BaseCoin == baseCoin)
                && (settleCoin.Length == 0 || settleCoin == "USDT")
                && (orderId.Length == 0 || o.OrderId == orderId)
                && (linkId.Length == 0 || o.OrderLinkId == linkId)
                && (status.Length == 0 || o.Status.ToString() == status)
                && Passes(o, filter)),
            static o => o.Sequence, after, call.Limit(standard, 50));
        return RestReply.Ok(writer =>
        {
            writer.WriteStartArray("list");
            foreach (var order in page) OrderJson.Write(writer, order, onStream: false);
            writer.WriteEndArray();
            writer.WriteString("nextPageCursor", next);
            writer.WriteString("category", "linear");
        });
    }

    private static bool Passes(Order order, string filter) => filter switch
    {
        "Order" => order.Status != OrderStatus.Untriggered && order.Status != OrderStatus.Deactivated,
        "StopOrder" => order.IsStop && order.Status is OrderStatus.Untriggered or OrderStatus.Deactivated or OrderStatus.Triggered,
        "tpslOrder" => order.StopKind.ProtectsPosition(),
        _ => true,
    };

    private static RestReply Executions(Venue venue, RestCall call)
    {
        if (Refusal(call) is { } refusal) return refusal;
        if (!PageCursor.TryRead(call.Text("cursor"), out var after)) return BadCursor();
        string symbol = call.Text("symbol"), orderId = call.Text("orderId"), linkId = call.Text("orderLinkId"), type = call.Text("execType");
        var byId = orderId.Length > 0 || linkId.Length > 0;
        if (!TryWindow(venue, call, out var from, out var to) && !byId) return TooWide();
        var (page, next) = PageCursor.Cut(
            Backwards(venue.Account.Executions).Where(e => !e.Unlisted && (byId
                ? orderId.Length > 0 ? e.OrderId == orderId : e.OrderLinkId == linkId
                : (symbol.Length == 0 || e.Symbol == symbol) && (type.Length == 0 || e.ExecType == type) && e.TimeMs >= from && e.TimeMs <= to)),
            static e => e.Sequence, after, call.Limit(50, 100));
        return RestReply.Ok(writer =>
        {
            writer.WriteString("nextPageCursor", next);
            writer.WriteString("category", "linear");
            writer.WriteStartArray("list");
            foreach (var execution in page) ExecutionJson.Write(writer, execution, onStream: false);
            writer.WriteEndArray();
        });
    }

    internal static IEnumerable<T> Backwards<T>(IReadOnlyList<T> rows)
    {
        for (var i = rows.Count - 1; i >= 0; i--) yield return rows[i];
    }

    /// <summary>The asked window; absent ends mean the last seven days, and no window may be wider.</summary>
    internal static bool TryWindow(Venue venue, RestCall call, out long from, out long to)
    {
        var start = call.Whole("startTime");
        var end = call.Whole("endTime");
        to = end ?? (start is { } s ? s + WeekMs : venue.NowMs + WeekMs);
        from = start ?? (end is { } e ? e - WeekMs : venue.NowMs - WeekMs);
        return start is null || end is null || (to >= from && to - from <= WeekMs);
    }

    internal static RestReply TooWide() => RestReply.Refused(Verdict.Parameter("The time range between startTime and endTime cannot exceed 7 days"));

    internal static RestReply BadCursor() => RestReply.Refused(Verdict.Parameter("cursor is invalid"));

    private static RestReply? Refusal(RestCall call) =>
        call.Text("category") == "linear" ? null : RestReply.Refused(Verdict.Parameter("Illegal category"));
}
