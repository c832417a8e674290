using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit;

/// <summary>Questions about the market that need no key: instruments (with our fees, when there is a key) and candles.</summary>
internal sealed class BybitMarketReader(BybitOptions options, BybitDispatcher dispatcher, BybitClock clock)
{
    // Up to here one request per symbol is cheaper than the whole list.
    private const int FewSymbols = 12;
    private const int BarsPerPage = 1_000;

    private readonly BybitPages _pages = new(dispatcher);

    /// <summary>The wanted perpetuals in the order asked, or all when none are named; those the venue does not know are left out.</summary>
    public async Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Instrument>(StringComparer.Ordinal);
        var questions = symbols.Count is > 0 and <= FewSymbols ? symbols.Distinct(StringComparer.Ordinal).Select(static symbol => (string?)symbol) : [null];
        foreach (var answer in await Task.WhenAll(questions.Select(symbol => ReadAsync(symbol, cancellationToken))))
        {
            // A symbol that does not exist is answered with a parameter error; it is simply not there.
            if (!answer.IsKnown && answer.Outcome.Code != 10001 && answer.Outcome.Code != 10029)
                return answer;
            foreach (var instrument in answer.Value ?? [])
                found[instrument.Id.Value] = instrument;
        }

        var wanted = symbols.Count == 0 ? found.Values : symbols.Distinct(StringComparer.Ordinal).Where(found.ContainsKey).Select(symbol => found[symbol]);
        var fees = await FeesAsync(cancellationToken);
        return VenueAnswer<IReadOnlyList<Instrument>>.Of([.. wanted.Select((instrument, index) => WithFees(instrument, fees) with { Index = index })]);
    }

    /// <summary>Oldest first, at most one open bar at the end.</summary>
    public async Task<VenueAnswer<IReadOnlyList<Bar>>> BarsAsync(Instrument instrument, TimeSpan interval, int count, CancellationToken cancellationToken)
    {
        if (WireMarket.Interval(interval) is not { } word)
            return VenueAnswer<IReadOnlyList<Bar>>.None(VenueOutcome.Rejected(-1, $"Bybit has no bars of {interval}"));
        var bars = new SortedDictionary<DateTimeOffset, Bar>();
        string? end = null;
        while (bars.Count < count)
        {
            var limit = Math.Min(count - bars.Count, BarsPerPage);
            var request = BybitRequest.Get(
                "/v5/market/kline", signed: false, BybitPriority.Read, ("category", "linear"), ("symbol", instrument.Id.Value), ("interval", word), ("end", end),
                ("limit", limit.ToString(CultureInfo.InvariantCulture)));
            var reply = await dispatcher.SendAsync(request, cancellationToken);
            if (!reply.IsAccepted)
                return VenueAnswer<IReadOnlyList<Bar>>.None(reply.Outcome);
            var before = bars.Count;
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.VenueMs);
            foreach (var row in reply.Result.Field("list") is { ValueKind: System.Text.Json.JsonValueKind.Array } list ? list.EnumerateArray() : default)
            {
                if (WireMarket.Bar(row, instrument, interval, now) is { } bar)
                    bars[bar.OpenTime] = bar;
            }

            if (bars.Count == before)
                break;

            // The next page ends before the oldest bar of this one.
            end = (bars.First().Key.ToUnixTimeMilliseconds() - 1).ToString(CultureInfo.InvariantCulture);
        }

        return VenueAnswer<IReadOnlyList<Bar>>.Of([.. bars.Values.TakeLast(count)]);
    }

    /// <summary>200 levels of each side.</summary>
    public async Task<VenueAnswer<BookDepth>> DepthAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        var request = BybitRequest.Get(
            "/v5/market/orderbook", signed: false, BybitPriority.Read, ("category", "linear"), ("symbol", instrument.Id.Value), ("limit", "200"));
        var reply = await dispatcher.SendAsync(request, cancellationToken);
        return reply.IsAccepted
            ? VenueAnswer<BookDepth>.Of(new BookDepth(WireMarket.Levels(reply.Result.Field("b")), WireMarket.Levels(reply.Result.Field("a"))))
            : VenueAnswer<BookDepth>.None(reply.Outcome);
    }

    private Task<VenueAnswer<IReadOnlyList<Instrument>>> ReadAsync(string? symbol, CancellationToken cancellationToken) =>
        _pages.ReadAsync(
            "/v5/market/instruments-info", BybitPriority.Read, signed: false, [("category", "linear"), ("symbol", symbol), ("limit", "1000")],
            static row => WireMarket.Instrument(row, 0), cancellationToken);

    // Fees are a nicety of the account: without a key, or when the venue does not tell, the documented defaults stand.
    private async Task<Dictionary<string, (decimal Maker, decimal Taker)>> FeesAsync(CancellationToken cancellationToken)
    {
        var fees = new Dictionary<string, (decimal, decimal)>(StringComparer.Ordinal);
        if (!options.HasKeys)
            return fees;
        var reply = await dispatcher.SendAsync(
            BybitRequest.Get("/v5/account/fee-rate", signed: true, BybitPriority.Read, ("category", "linear")), cancellationToken);
        foreach (var row in reply.Result.Rows("list"))
        {
            if (row.Decimal("makerFeeRate") is { } maker && row.Decimal("takerFeeRate") is { } taker)
                fees[row.Text("symbol")] = (maker, taker);
        }

        return fees;
    }

    private static Instrument WithFees(Instrument instrument, Dictionary<string, (decimal Maker, decimal Taker)> fees) =>
        fees.TryGetValue(instrument.Id.Value, out var fee) ? instrument with { MakerFee = fee.Maker, TakerFee = fee.Taker } : instrument;
}
