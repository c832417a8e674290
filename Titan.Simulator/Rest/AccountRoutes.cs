using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Rest;

/// <summary>account/*, user/* and the one asset call that clients make while they start.</summary>
internal static class AccountRoutes
{
    public static IEnumerable<Route> All()
    {
        yield return Route.Get("/v5/account/wallet-balance", 50, Wallet);
        yield return Route.Get("/v5/account/fee-rate", 5, FeeRate);
        yield return Route.Get("/v5/account/info", 50, Info);
        yield return Route.Get("/v5/account/transaction-log", 50, TransactionLog);
        yield return Route.Get("/v5/account/query-dcp-info", 5, static (_, _) => RestReply.Ok(static writer =>
        {
            writer.WriteStartArray("dcpInfos");
            writer.WriteEndArray();
        }));
        yield return Route.Post("/v5/account/set-margin-mode", 5, MarginMode);
        yield return Route.Get("/v5/user/query-api", 10, KeyInformation);
        yield return Route.Get("/v5/asset/coin/query-info", 5, static (_, _) => RestReply.Ok(static writer =>
        {
            writer.WriteStartArray("rows");
            writer.WriteEndArray();
        }));
    }

    private static RestReply Wallet(Venue venue, RestCall call)
    {
        if (call.Text("accountType") != "UNIFIED") return RestReply.Refused(Verdict.Parameter("accountType only support UNIFIED."));
        return RestReply.Ok(writer =>
        {
            writer.WriteStartArray("list");
            WalletJson.Write(writer, venue.Account);
            writer.WriteEndArray();
        });
    }

    private static RestReply FeeRate(Venue venue, RestCall call)
    {
        if (call.Text("category") != "linear") return RestReply.Refused(Verdict.Parameter("Illegal category"));
        var symbol = call.Text("symbol");
        if (symbol.Length > 0 && !venue.Instruments.ContainsKey(symbol)) return RestReply.Refused(Verdict.Parameter("Not supported symbols"));
        return RestReply.Ok(writer =>
        {
            writer.WriteStartArray("list");
            foreach (var instrument in venue.Instruments.Values.Where(i => symbol.Length == 0 || i.Symbol == symbol))
            {
                writer.WriteStartObject();
                writer.WriteString("symbol", instrument.Symbol);
                writer.Number("takerFeeRate", instrument.Spec.TakerFee);
                writer.Number("makerFeeRate", instrument.Spec.MakerFee);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    private static RestReply Info(Venue venue, RestCall call) => RestReply.Ok(writer =>
    {
        writer.WriteNumber("unifiedMarginStatus", 5);
        writer.WriteString("marginMode", "REGULAR_MARGIN");
        writer.WriteBoolean("isMasterTrader", false);
        writer.WriteString("spotHedgingStatus", "OFF");
        writer.WriteString("dcpStatus", "OFF");
        writer.WriteNumber("timeWindow", 10);
        writer.WriteNumber("smpGroup", 0);
        writer.Milliseconds("updatedTime", venue.NowMs);
    });

    private static RestReply MarginMode(Venue venue, RestCall call)
    {
        if (call.Text("setMarginMode") == "REGULAR_MARGIN") return RestReply.Refused(new Verdict(110026, "Cross/isolated margin mode is not modified"));
        return RestReply.Refused(Verdict.Parameter("this venue keeps cross margin only"));
    }

    /// <summary>Trades and funding as wallet changes, newest first.</summary>
    private static RestReply TransactionLog(Venue venue, RestCall call)
    {
        if (!PageCursor.TryRead(call.Text("cursor"), out var after)) return OrderRoutes.BadCursor();
        if (!OrderRoutes.TryWindow(venue, call, out var from, out var to)) return OrderRoutes.TooWide();
        var type = call.Text("type");
        var (page, next) = PageCursor.Cut(
            OrderRoutes.Backwards(venue.Account.Executions)
                .Where(e => e.TimeMs >= from && e.TimeMs <= to && (type.Length == 0 || type == TypeOf(e))),
            static e => e.Sequence, after, call.Limit(20, 50));
        return RestReply.Ok(writer =>
        {
            writer.WriteString("nextPageCursor", next);
            writer.WriteStartArray("list");
            foreach (var execution in page) Transaction(writer, execution);
            writer.WriteEndArray();
        });
    }

    private static string TypeOf(Execution execution) => execution.ExecType switch
    {
        "Funding" => "SETTLEMENT",
        "BustTrade" => "LIQUIDATION",
        _ => "TRADE",
    };

    private static void Transaction(Utf8JsonWriter writer, Execution execution)
    {
        var isFunding = execution.ExecType == "Funding";
        writer.WriteStartObject();
        writer.WriteString("id", execution.ExecId);
        writer.WriteString("symbol", execution.Symbol);
        writer.WriteString("side", execution.Side.ToString());
        writer.WriteString("type", TypeOf(execution));
        writer.WriteString("transSubType", "");
        writer.WriteString("category", "linear");
        writer.WriteString("currency", "USDT");
        if (isFunding) writer.Money("funding", -execution.Fee);
        else writer.WriteString("funding", "");
        writer.Money("fee", isFunding ? 0m : execution.Fee);
        writer.Money("cashFlow", execution.ClosedProfit);
        writer.Money("change", execution.ClosedProfit - execution.Fee);
        writer.Money("cashBalance", execution.BalanceAfter);
        writer.Number("feeRate", execution.FeeRate);
        writer.WriteString("bonusChange", "");
        writer.Number("size", execution.Qty);
        writer.Number("qty", execution.Qty);
        writer.Number("tradePrice", execution.Price);
        writer.WriteString("tradeId", execution.ExecId);
        writer.WriteString("orderId", execution.OrderId);
        writer.WriteString("orderLinkId", execution.OrderLinkId);
        writer.WriteString("extraFees", "");
        writer.Milliseconds("transactionTime", execution.TimeMs);
        writer.WriteEndObject();
    }

    private static RestReply KeyInformation(Venue venue, RestCall call) => RestReply.Ok(writer =>
    {
        writer.WriteString("id", "1");
        writer.WriteString("note", "simulated");
        writer.WriteString("apiKey", "");
        writer.WriteNumber("readOnly", 0);
        writer.WriteString("secret", "");
        writer.WriteStartObject("permissions");
        writer.WriteStartArray("ContractTrade");
        writer.WriteStringValue("Order");
        writer.WriteStringValue("Position");
        writer.WriteEndArray();
        writer.WriteStartArray("Derivatives");
        writer.WriteStringValue("DerivativesTrade");
        writer.WriteEndArray();
        writer.WriteStartArray("Wallet");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartArray("ips");
        writer.WriteStringValue("*");
        writer.WriteEndArray();
        writer.WriteNumber("type", 1);
        writer.WriteNumber("deadlineDay", 90);
        writer.WriteString("expiredAt", DateTimeOffset.FromUnixTimeMilliseconds(venue.NowMs).AddDays(90).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("createdAt", DateTimeOffset.FromUnixTimeMilliseconds(venue.NowMs).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteNumber("unified", 0);
        writer.WriteNumber("uta", 1);
        writer.WriteNumber("userID", 1);
        writer.WriteNumber("inviterID", 0);
        writer.WriteString("vipLevel", "No VIP");
        writer.WriteString("mktMakerLevel", "0");
        writer.WriteNumber("affiliateID", 0);
        writer.WriteBoolean("isMaster", true);
    });
}
