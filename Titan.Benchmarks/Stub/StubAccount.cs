using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Titan.Benchmarks.Data;

namespace Titan.Benchmarks.Stub;

/// <summary>
/// What the stub's account holds: positions that are opened by other hands when asked for, and closed at the mark by any order of their
/// symbol. Its list of executions begins anew with every opening: a FLATTEN ALL comes once in a while, not once a second, so the list
/// must not grow with the samples. Thread-safe.
/// </summary>
internal sealed class StubAccount(int symbols)
{
    private const long Lots = 1_000;

    private readonly IReadOnlyList<MarketInstrument> _instruments = MarketInstrument.Make(symbols);
    private readonly ConcurrentDictionary<string, MarketInstrument> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _executions = new();
    private long _numbers;

    /// <summary>Opens a long position in each of the first symbols that has none.</summary>
    /// <returns>The private stream's messages about it.</returns>
    public IReadOnlyList<byte[]> Open(int count)
    {
        _executions.Clear();
        var opened = _instruments.Take(count).Where(instrument => _open.TryAdd(instrument.Symbol, instrument)).ToArray();
        return [.. opened.SelectMany(instrument => new[] { Topic("execution", Execution(instrument, "Buy", "", Number("o"), closed: false)), Topic("position", Row(instrument, held: true)) })];
    }

    /// <summary>Closes what the order's symbol holds.</summary>
    /// <returns>Messages of the private stream: execution, order, position; none when nothing was held.</returns>
    public IReadOnlyList<byte[]> Close(ReadOnlyMemory<byte> body, string venueOrderId)
    {
        using var order = JsonDocument.Parse(body);
        if (!_open.TryRemove(order.RootElement.GetProperty("symbol").GetString()!, out var instrument))
        {
            return [];
        }

        var link = order.RootElement.TryGetProperty("orderLinkId", out var given) ? given.GetString()! : "";
        var execution = Execution(instrument, "Sell", link, venueOrderId, closed: true);
        _executions.Enqueue(execution);
        return [Topic("execution", execution), Topic("order", Filled(instrument, link, venueOrderId)), Topic("position", Row(instrument, held: false))];
    }

    /// <summary>Rows of the position list, all or one symbol's.</summary>
    public string Positions(string query)
    {
        var symbol = Asked(query);
        return List(_open.Values.Where(instrument => symbol is null || instrument.Symbol == symbol).OrderBy(static instrument => instrument.Index).Select(static instrument => Row(instrument, held: true)));
    }

    public string Executions() => List(_executions);

    private static string? Asked(string query) => query.Split('&').FirstOrDefault(static pair => pair.StartsWith("symbol=", StringComparison.Ordinal))?["symbol=".Length..];

    private static string List(IEnumerable<string> rows) => $$"""{"category":"linear","list":[{{string.Join(',', rows)}}],"nextPageCursor":""}""";

    private static byte[] Topic(string name, string row) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"1","topic":"{{name}}","creationTime":{{StubOrder.NowMs}},"data":[{{row}}]}"""));

    private string Number(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref _numbers):x16}");

    private string Execution(MarketInstrument instrument, string side, string link, string venueOrderId, bool closed)
    {
        var (quantity, price) = (Quantity(instrument), Price(instrument, 1m));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"category":"linear","symbol":"{{instrument.Symbol}}","execId":"{{Number("e")}}","execPrice":"{{price}}","execQty":"{{quantity}}","execType":"Trade","execFee":"0.01","execTime":"{{StubOrder.NowMs}}","isMaker":false,"orderId":"{{venueOrderId}}","orderLinkId":"{{link}}","side":"{{side}}","stopOrderType":"","createType":"CreateByUser","closedSize":"{{(closed ? quantity : "0")}}"}""");
    }

    private static string Filled(MarketInstrument instrument, string link, string venueOrderId)
    {
        var (quantity, price, now) = (Quantity(instrument), Price(instrument, 1m), StubOrder.NowMs);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"category":"linear","symbol":"{{instrument.Symbol}}","orderId":"{{venueOrderId}}","orderLinkId":"{{link}}","side":"Sell","orderType":"Market","qty":"{{quantity}}","price":"","timeInForce":"IOC","orderStatus":"Filled","cumExecQty":"{{quantity}}","avgPrice":"{{price}}","leavesQty":"0","reduceOnly":true,"cancelType":"UNKNOWN","rejectReason":"EC_NoError","createType":"CreateByUser","stopOrderType":"","triggerPrice":"","positionIdx":0,"createdTime":"{{now}}","updatedTime":"{{now}}"}""");
    }

    // A held position is under a stop, so that nobody has a reason to attach one.
    private static string Row(MarketInstrument instrument, bool held)
    {
        var (price, now) = (Price(instrument, 1m), StubOrder.NowMs);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"category":"linear","symbol":"{{instrument.Symbol}}","side":"{{(held ? "Buy" : "")}}","size":"{{(held ? Quantity(instrument) : "0")}}","avgPrice":"{{(held ? price : "0")}}","entryPrice":"{{(held ? price : "0")}}","markPrice":"{{price}}","liqPrice":"","leverage":"10","unrealisedPnl":"0","stopLoss":"{{(held ? Price(instrument, 0.98m) : "")}}","takeProfit":"","positionIM":"10","positionIdx":0,"tpslMode":"Full","positionStatus":"Normal","createdTime":"{{now}}","updatedTime":"{{now}}"}""");
    }

    private static string Quantity(MarketInstrument instrument) => Steps(Lots, instrument.QuantityDecimals);

    private static string Price(MarketInstrument instrument, decimal part) => Steps((long)(instrument.StartTicks * part), instrument.PriceDecimals);

    private static string Steps(long steps, int decimals) =>
        (steps / (decimal)Math.Pow(10, decimals)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
