using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit;

/// <summary>Questions about the account: positions, open orders, executions, wallet, one order, closed P&amp;L. Everything paged to its end.</summary>
internal sealed class BybitAccountReader(BybitDispatcher dispatcher, BybitClock clock)
{
    private const string Realtime = "/v5/order/realtime";
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    private readonly BybitPages _pages = new(dispatcher);

    public async Task<VenueAnswer<AccountSnapshot>> SnapshotAsync(DateTimeOffset executionsSince, CancellationToken cancellationToken)
    {
        var requestedAt = clock.Now;
        var positions = PositionsAsync(cancellationToken);
        var orders = OpenOrdersAsync(BybitPriority.Read, cancellationToken);
        var executions = ExecutionsAsync(executionsSince, cancellationToken);
        var wallet = WalletAsync(cancellationToken);
        await Task.WhenAll(positions, orders, executions, wallet);
        var failed = Failure(await positions) ?? Failure(await orders) ?? Failure(await executions) ?? Failure(await wallet);
        return failed is not null
            ? VenueAnswer<AccountSnapshot>.None(failed)
            : VenueAnswer<AccountSnapshot>.Of(new AccountSnapshot(
                (await positions).Value!, (await orders).Value!, (await executions).Value!, (await wallet).Value!, requestedAt, clock.Now));
    }

    /// <summary>Every row that holds size; in hedge mode one per side.</summary>
    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancellationToken) =>
        _pages.ReadAsync(
            "/v5/position/list", BybitPriority.Read, signed: true, [("category", "linear"), ("settleCoin", "USDT"), ("limit", "200")],
            row => WireAccount.Position(row, clock.Now) is { SignedQuantity: not 0 } held ? held : null, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<OrderReport>>> OpenOrdersAsync(BybitPriority priority, CancellationToken cancellationToken) =>
        _pages.ReadAsync(
            Realtime, priority, signed: true, [("category", "linear"), ("settleCoin", "USDT"), ("openOnly", "0"), ("limit", "50")],
            row => WireOrders.Read(row, clock.Now) is { IsOpen: true } order ? order : null, cancellationToken);

    /// <summary>Executions since a time, oldest first; the venue's windows are at most seven days long.</summary>
    public Task<VenueAnswer<IReadOnlyList<ExecutionReport>>> ExecutionsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        InWindowsAsync(
            since,
            (from, to) => _pages.ReadAsync(
                "/v5/execution/list", BybitPriority.Read, signed: true, [("category", "linear"), ("startTime", from), ("endTime", to), ("limit", "100")],
                row => WireExecutions.Read(row, clock.Now), cancellationToken),
            static execution => execution.At);

    public Task<VenueAnswer<IReadOnlyList<ClosedPnl>>> ClosedPnlAsync(string symbol, DateTimeOffset since, CancellationToken cancellationToken) =>
        InWindowsAsync(
            since,
            (from, to) => _pages.ReadAsync(
                "/v5/position/closed-pnl", BybitPriority.Read, signed: true,
                [("category", "linear"), ("symbol", symbol), ("startTime", from), ("endTime", to), ("limit", "100")],
                row => WireAccount.Closed(row, clock.Now), cancellationToken),
            static closed => closed.At);

    public async Task<VenueAnswer<WalletReport>> WalletAsync(CancellationToken cancellationToken)
    {
        var request = BybitRequest.Get("/v5/account/wallet-balance", signed: true, BybitPriority.Read, ("accountType", "UNIFIED"), ("coin", "USDT"));
        var reply = await dispatcher.SendAsync(request, cancellationToken);
        if (!reply.IsAccepted)
            return VenueAnswer<WalletReport>.None(reply.Outcome);

        // An account that never held USDT has no row for it.
        var wallet = reply.Result.Rows("list").Select(account => WireAccount.Wallet(account, clock.Now)).FirstOrDefault(static report => report is not null);
        return VenueAnswer<WalletReport>.Of(wallet ?? new WalletReport(0m, 0m, 0m, 0m, clock.Now));
    }

    /// <summary>
    /// What the venue says now about one order: open orders, then the recently closed, then history. An empty list is only given
    /// when all three answered; a new order may still be invisible for seconds (quirk 1), so the engine asks again.
    /// </summary>
    public async Task<VenueAnswer<IReadOnlyList<OrderReport>>> FindAsync(string symbol, string idName, string id, CancellationToken cancellationToken)
    {
        var answer = VenueAnswer<IReadOnlyList<OrderReport>>.Of([]);
        foreach (var (path, openOnly) in ((string, string?)[])[(Realtime, "0"), (Realtime, "1"), ("/v5/order/history", null)])
        {
            answer = await _pages.ReadAsync(
                path, BybitPriority.Exit, signed: true, [("category", "linear"), ("symbol", symbol), (idName, id), ("openOnly", openOnly)],
                row => WireOrders.Read(row, clock.Now) is { } order && IsWanted(order, id) ? order : null, cancellationToken);
            if (!answer.IsKnown || answer.Value!.Count > 0)
                return answer;
        }

        return answer;
    }

    /// <summary>Position index of the side that holds size in hedge mode; 0 when none or unknown.</summary>
    public async Task<int> OpenPositionIndexAsync(string symbol, CancellationToken cancellationToken)
    {
        var rows = await _pages.ReadAsync(
            "/v5/position/list", BybitPriority.Exit, signed: true, [("category", "linear"), ("symbol", symbol)],
            row => WireAccount.Position(row, clock.Now), cancellationToken);
        return rows.Value?.FirstOrDefault(static row => row.SignedQuantity != 0)?.PositionIndex ?? 0;
    }

    private static bool IsWanted(OrderReport order, string id) => order.ClientOrderId == id || order.VenueOrderId == id;

    private static VenueOutcome? Failure<T>(VenueAnswer<T> answer)
        where T : class => answer.IsKnown ? null : answer.Outcome;

    private async Task<VenueAnswer<IReadOnlyList<T>>> InWindowsAsync<T>(
        DateTimeOffset since, Func<string, string, Task<VenueAnswer<IReadOnlyList<T>>>> read, Func<T, DateTimeOffset> timeOf)
        where T : class
    {
        // The end lies a little ahead, so that what happens during the request is not cut off by a clock that is late.
        var end = DateTimeOffset.FromUnixTimeMilliseconds(clock.VenueMs).AddSeconds(5);
        var rows = new List<T>();
        for (var from = since; from < end; from += LongestWindow)
        {
            var to = from + LongestWindow < end ? from + LongestWindow : end;
            var answer = await read(Ms(from), Ms(to));
            if (!answer.IsKnown)
                return answer;
            rows.AddRange(answer.Value!);
        }

        return VenueAnswer<IReadOnlyList<T>>.Of([.. rows.OrderBy(timeOf)]);
    }

    private static string Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
