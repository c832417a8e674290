using System.Globalization;
using System.Text;
using Titan.Benchmarks.Data;

namespace Titan.Benchmarks.Stub;

/// <summary>What the stub answers to questions: its instruments, its time, an account with much money and the positions that a scenario gives it.</summary>
internal sealed class StubAnswers(int symbols, StubAccount? account)
{
    private readonly IReadOnlyList<MarketInstrument> _instruments = MarketInstrument.Make(symbols);

    public byte[] To(string path, string query)
    {
        var result = path switch
        {
            "/v5/market/time" => Time(),
            "/v5/market/instruments-info" => Instruments(query),
            "/v5/account/wallet-balance" => """{"list":[{"accountType":"UNIFIED","totalEquity":"10000000","totalWalletBalance":"10000000","totalMarginBalance":"10000000","totalAvailableBalance":"10000000","totalPerpUPL":"0","totalInitialMargin":"0","totalMaintenanceMargin":"0","coin":[{"coin":"USDT","equity":"10000000","usdValue":"10000000","walletBalance":"10000000","locked":"0","totalOrderIM":"0","totalPositionIM":"0","totalPositionMM":"0","unrealisedPnl":"0","cumRealisedPnl":"0"}]}]}""",
            "/v5/asset/coin/query-info" => """{"rows":[]}""",
            "/v5/user/query-api" => """{"uta":1,"unified":0,"readOnly":0,"permissions":{"ContractTrade":["Order","Position"]},"userID":1,"vipLevel":"No VIP"}""",
            "/v5/account/info" => """{"unifiedMarginStatus":5,"marginMode":"REGULAR_MARGIN","isMasterTrader":false,"updatedTime":"1700000000000"}""",
            "/v5/position/set-leverage" => "{}",
            "/v5/position/list" when account is not null => account.Positions(query),
            "/v5/execution/list" when account is not null => account.Executions(),
            _ => """{"list":[],"nextPageCursor":"","category":"linear"}""",
        };
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{result},\"retExtInfo\":{{}},\"time\":{StubOrder.NowMs}}}"));
    }

    private static string Time()
    {
        var now = StubOrder.NowMs;
        return string.Create(CultureInfo.InvariantCulture, $"{{\"timeSecond\":\"{now / 1000}\",\"timeNano\":\"{now}000000\"}}");
    }

    private string Instruments(string query)
    {
        if (query.Contains("PreLaunch", StringComparison.Ordinal))
        {
            return """{"category":"linear","list":[],"nextPageCursor":""}""";
        }

        var asked = query.Split('&').FirstOrDefault(static pair => pair.StartsWith("symbol=", StringComparison.Ordinal))?["symbol=".Length..];
        var rows = _instruments.Where(instrument => asked is null || instrument.Symbol == asked).Select(static instrument =>
            $$$"""{"symbol":"{{{instrument.Symbol}}}","contractType":"LinearPerpetual","status":"Trading","baseCoin":"{{{instrument.Symbol[..^4]}}}","quoteCoin":"USDT","settleCoin":"USDT","launchTime":"1584230400000","deliveryTime":"0","deliveryFeeRate":"","priceScale":"2","leverageFilter":{"minLeverage":"1","maxLeverage":"100.00","leverageStep":"0.01"},"priceFilter":{"minPrice":"{{{instrument.TickSize}}}","maxPrice":"1999999","tickSize":"{{{instrument.TickSize}}}"},"lotSizeFilter":{"maxOrderQty":"1000000","minOrderQty":"{{{instrument.QuantityStep}}}","qtyStep":"{{{instrument.QuantityStep}}}","postOnlyMaxOrderQty":"1000000","maxMktOrderQty":"1000000","minNotionalValue":"5"},"unifiedMarginTrade":true,"fundingInterval":480,"copyTrading":"none"}""");
        return $$$"""{"category":"linear","list":[{{{string.Join(',', rows)}}}],"nextPageCursor":""}""";
    }
}
