using System.Text;
using System.Text.Json;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit.Streams;
using Titan.Engine.Venues.Bybit.Wire;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Real messages of the venue and other clients' fixtures, read to the digit; everything else must at least not break.</summary>
public sealed class WireTests
{
    private const string Nautilus = "messages/nautilus_bybit_samples.jsonl.gz";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Order_PartiallyFilledThenRejected_KeepsItsFill()
    {
        if (Rows(Nautilus, "ws_account_order_partially_filled_rejected.json") is not [var row])
            return;
        var order = WireOrders.Read(row, Now)!;
        Assert.Equal(("O-20251001-164609-APEX-000-49", "APEXUSDT", Side.Buy), (order.ClientOrderId, order.Symbol, order.Side));
        Assert.Equal((VenueOrderStatus.Rejected, 100.0m, 50.0m, 1.500m), (order.Status, order.Quantity, order.FilledQuantity, order.AveragePrice));
        Assert.Equal("", order.RejectReason);
        Assert.False(order.IsOpen);
        Assert.Equal(1_672_364_262_457, order.UpdatedAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Order_StopLossOfThePosition_IsProtection()
    {
        if (Rows(Nautilus, "ws_account_order_stop_loss.json") is not [var row])
            return;
        var order = WireOrders.Read(row, Now)!;
        Assert.True(order is { IsProtection: true, IsStopLoss: true, IsOpen: true, ReduceOnly: true });
        Assert.Equal((VenueOrderStatus.Untriggered, 48_000m, 0m), (order.Status, order.TriggerPrice, order.Price));
    }

    [Fact]
    public void Order_RealtimeWithNullNumerics_IsRead()
    {
        if (Rows(Nautilus, "http_get_orders_realtime.json") is not [var row, ..])
            return;
        var order = WireOrders.Read(row, Now)!;
        Assert.Equal(("client-open-1", "ETHUSDT", VenueOrderStatus.New, 0.010m, 3_930.41m), (order.ClientOrderId, order.Symbol, order.Status, order.Quantity, order.Price));
        Assert.Null(order.AveragePrice);
        Assert.Null(order.TriggerPrice);
    }

    [Fact]
    public void Executions_TradeAndDeleveraging_AreToldApart()
    {
        if (Rows(Nautilus, "ws_account_execution.json") is not [var trade] || Rows(Nautilus, "ws_account_execution_adl.json") is not [var adl])
            return;
        var fill = WireExecutions.Read(trade, Now)!;
        Assert.Equal((ExecutionKind.Trade, 0.5m, 95_900.1m, 26.3725275m, 0.5m), (fill.Kind, fill.Quantity, fill.Price, fill.Fee, fill.ClosedQuantity));
        Assert.Equal(("test-order-link-001", Side.Sell, false, ""), (fill.ClientOrderId, fill.Side, fill.IsMaker, fill.StopOrderType));
        Assert.Equal(1_746_270_400_353, fill.At.ToUnixTimeMilliseconds());
        var forced = WireExecutions.Read(adl, Now)!;
        Assert.Equal((ExecutionKind.AutoDeleveraging, "", 95_850.0m), (forced.Kind, forced.ClientOrderId, forced.Price));
    }

    [Fact]
    public void Execution_Funding_IsMoneyAndNotAFill()
    {
        var row = Parse("""{"symbol":"ETHUSDT","orderType":"UNKNOWN","orderLinkId":"","side":"Buy","orderId":"","stopOrderType":"UNKNOWN","execTime":"1672282722429","execFee":"0.012","feeRate":"0.0001","execId":"f-1","execPrice":"1190.15","execType":"Funding","execQty":"0.1","closedSize":"","extraFees":""}""");
        var execution = WireExecutions.Read(row, Now)!;
        Assert.Equal((ExecutionKind.Funding, 0.1m, 0.012m, 0m), (execution.Kind, execution.Quantity, execution.Fee, execution.ClosedQuantity));
    }

    [Theory]
    [InlineData("Trade", ExecutionKind.Trade)]
    [InlineData("BlockTrade", ExecutionKind.Trade)]
    [InlineData("MovePosition", ExecutionKind.Trade)]
    [InlineData("BustTrade", ExecutionKind.Liquidation)]
    [InlineData("AdlTrade", ExecutionKind.AutoDeleveraging)]
    [InlineData("Settle", ExecutionKind.Settlement)]
    [InlineData("Delivery", ExecutionKind.Settlement)]
    [InlineData("Funding", ExecutionKind.Funding)]
    [InlineData("SomethingNew", ExecutionKind.Unrecognised)]
    public void ExecutionKind_EveryWord_IsMapped(string word, ExecutionKind kind) => Assert.Equal(kind, WireExecutions.Kind(word));

    [Theory]
    [InlineData("New", VenueOrderStatus.New)]
    [InlineData("Created", VenueOrderStatus.New)]
    [InlineData("PartiallyFilledCanceled", VenueOrderStatus.Cancelled)]
    [InlineData("Deactivated", VenueOrderStatus.Deactivated)]
    [InlineData("Invented", VenueOrderStatus.Unrecognised)]
    public void OrderStatus_EveryWord_IsMapped(string word, VenueOrderStatus status) => Assert.Equal(status, WireOrders.Status(word));

    [Fact]
    public void Positions_OfRestAndStream_AgreeOnTheirShape()
    {
        if (Rows(Nautilus, "http_get_positions.json") is not [var first, ..] || Rows(Nautilus, "ws_account_position.json") is not [var streamed])
            return;
        var rest = WireAccount.Position(first, Now)!;
        Assert.Equal(("BTCUSDT", 0.5m, 50_000m, 45_000m), (rest.Symbol, rest.SignedQuantity, rest.EntryPrice, rest.LiquidationPrice));
        Assert.Equal((48_000m, 55_000m, 10m, 250m, 2_500m), (rest.StopLoss, rest.TakeProfit, rest.Leverage, rest.UnrealizedPnl, rest.InitialMargin));
        var stream = WireAccount.Position(streamed, Now)!;
        Assert.Equal(("ETHUSDT", -0.01m, 3_641.075m, 51_764.83003276m), (stream.Symbol, stream.SignedQuantity, stream.EntryPrice, stream.LiquidationPrice));
        Assert.Null(stream.StopLoss);
        Assert.Equal(1_762_199_125_472, stream.UpdatedAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Wallet_OfTheStream_IsTheAccountsUsdt()
    {
        if (Rows(Nautilus, "ws_account_wallet.json") is not [var account])
            return;
        var wallet = WireAccount.Wallet(account, Now)!;
        Assert.Equal((9_647.75537647m, 10_226.20575506m, 9_556.6056555m), (wallet.WalletBalance, wallet.Equity, wallet.AvailableMargin));
    }

    [Fact]
    public void Wallet_MessageAboutOtherCoins_SaysNothing() =>
        Assert.Null(WireAccount.Wallet(Parse("""{"totalAvailableBalance":"5","coin":[{"coin":"BTC","walletBalance":"0.001"}]}"""), Now));

    [Fact]
    public void Wallet_IsolatedWithoutAccountFigures_ComputesTheFreePart() =>
        Assert.Equal(
            70m,
            WireAccount.Wallet(Parse("""{"totalAvailableBalance":"","coin":[{"coin":"USDT","walletBalance":"100","equity":null,"unrealisedPnl":"-3","totalPositionIM":"20","totalOrderIM":"5","locked":"","bonus":"5"}]}"""), Now)!.AvailableMargin);

    [Fact]
    public void Fields_EveryShapeOfUnset_IsNull()
    {
        var row = Parse("""{"a":"","b":null,"d":[],"e":{},"f":true,"g":"x","h":12.50,"i":"0.0000000000000000000000000001"}""");
        foreach (var name in (string[])["a", "b", "missing", "d", "e", "f", "g"])
            Assert.Null(row.Decimal(name));
        Assert.Equal(12.50m, row.Decimal("h"));
        Assert.Equal(0.0000000000000000000000000001m, row.Decimal("i"));
    }

    [Theory]
    [InlineData("1.10", "1.1")]
    [InlineData("0.00000001", "0.00000001")]
    [InlineData("100000000000", "100000000000")]
    [InlineData("0", "0")]
    public void Format_Decimal_IsPlain(string value, string expected) =>
        Assert.Equal(expected, WireNumber.Format(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void EverySharedMessage_AnyRow_IsReadWithoutBreaking()
    {
        var messages = 0;
        var orders = 0;
        var executions = 0;
        var frames = new MarketFrames([TestInstruments.Btc, TestInstruments.Eth, TestInstruments.Xrp], 50, new RecordingSink(), static (_, _) => { });
        foreach (var file in (string[])["nautilus_bybit_samples.jsonl.gz", "bybit_docs_examples.jsonl.gz", "bybit_net_samples.jsonl.gz", "hummingbot_bybit_samples.jsonl.gz", "ccxt_bybit_ws_samples.jsonl"])
        {
            foreach (var line in MarketData.Lines("messages/" + file))
            {
                using var document = JsonDocument.Parse(line);
                foreach (var message in Objects(document.RootElement))
                {
                    messages++;
                    frames.Handle(Encoding.UTF8.GetBytes(message.GetRawText()), Now);
                    OperationFrame.Read(message);
                    WireAccount.Position(message, Now);
                    WireAccount.Wallet(message, Now);
                    WireAccount.Closed(message, Now);
                    WireMarket.Instrument(message, 0);
                    orders += message.Text("orderStatus").Length > 0 && WireOrders.Read(message, Now) is not null ? 1 : 0;
                    executions += message.Text("execType").Length > 0 && WireExecutions.Read(message, Now) is not null ? 1 : 0;
                }
            }
        }

        Assert.True(messages == 0 || (messages > 2_000 && orders > 20 && executions > 15), $"{messages} messages, {orders} orders, {executions} executions");
    }

    [Fact]
    public void Instruments_OfTheRealVenue_BecomePerpetualsOnly()
    {
        var found = MarketData.Lines("messages/bybit_docs_examples.jsonl.gz")
            .Concat(MarketData.Lines("messages/bybit_net_samples.jsonl.gz"))
            .SelectMany(static line => Objects(JsonDocument.Parse(line).RootElement).ToArray())
            .Select(static row => WireMarket.Instrument(row, 3))
            .FirstOrDefault(static instrument => instrument?.Id.Value == "BTCUSDT");
        if (MarketData.Find("messages/bybit_docs_examples.jsonl.gz") is null)
            return;
        Assert.NotNull(found);
        Assert.Equal((3, "BTC", 0.10m, 0.001m), (found.Index, found.BaseCoin, found.TickSize, found.QuantityStep));
        Assert.True(found is { MaxLeverage: 100m, MaxMarketQuantity: > 0m } && found.FundingInterval == TimeSpan.FromHours(8));
    }

    private static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;

    private static JsonElement[] Rows(string file, string source)
    {
        foreach (var line in MarketData.Lines(file))
        {
            var sample = JsonDocument.Parse(line).RootElement;
            if (!sample.Text("source").EndsWith("/" + source, StringComparison.Ordinal))
                continue;
            var message = sample.Field("msg");
            return [.. message.Field("data").ValueKind == JsonValueKind.Array ? message.Rows("data") : message.Field("result").Rows("list")];
        }

        return [];
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            yield return element;
            foreach (var inner in element.EnumerateObject().SelectMany(static property => Objects(property.Value)))
                yield return inner;
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var inner in element.EnumerateArray().SelectMany(Objects))
                yield return inner;
        }
    }
}
