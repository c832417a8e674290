using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Venues.Bybit;

/// <summary>The adapter's REST side before a stub that answers what a test tells it to, and the orders that tests send.</summary>
public abstract class RestCase : IAsyncDisposable
{
    private protected const string Create = "/v5/order/create";
    private protected const string Cancel = "/v5/order/cancel";
    private protected const string Realtime = "/v5/order/realtime";
    private protected const string History = "/v5/order/history";

    private protected static readonly string Acknowledged = StubHandler.Ok("""{"orderId":"v-1","orderLinkId":"titan-1"}""");
    private protected static readonly string Nothing = StubHandler.Ok("""{"list":[],"nextPageCursor":""}""");

    private protected RestCase()
    {
        Http.On("/v5/market/time", StubHandler.Ok("""{"timeSecond":"1700000000","timeNano":"1700000000000000000"}"""));
        Bybit = Venue(new BybitOptions());
    }

    private protected StubHandler Http { get; } = new();

    private protected BybitVenue Bybit { get; }

    public async ValueTask DisposeAsync()
    {
        await Bybit.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static string OrderRow(string linkId, string status, string quantity, string price) => StubHandler.Ok(
        $$"""{"list":[{"orderId":"v-9","orderLinkId":"{{linkId}}","symbol":"BTCUSDT","side":"Buy","orderStatus":"{{status}}","qty":"{{quantity}}","price":"{{price}}","cumExecQty":"0","reduceOnly":false,"stopOrderType":"UNKNOWN"}],"nextPageCursor":""}""");

    private protected BybitVenue Venue(BybitOptions options) => new(
        options with { RestUrl = new Uri("http://127.0.0.1:1"), ApiKey = "key", ApiSecret = "secret", UseTradeStream = false },
        TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance, Http);

    private protected static OrderRequest Entry() => new()
    {
        ClientOrderId = new ClientOrderId("titan-1"),
        Instrument = TestInstruments.Btc,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 0.001m,
        Price = 20_000m,
        TimeInForce = TimeInForce.PostOnly,
    };

    private protected static OrderRequest Close() => new()
    {
        ClientOrderId = new ClientOrderId("titan-2"),
        Instrument = TestInstruments.Btc,
        Side = Side.Sell,
        Type = OrderType.Market,
        Quantity = 0.001m,
        ReduceOnly = true,
        Purpose = OrderPurpose.Flatten,
    };
}
