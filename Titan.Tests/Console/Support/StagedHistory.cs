using Titan.Engine.Journal;
using Titan.Engine.Model;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>A history that holds the equity points a test gives it and nothing else.</summary>
internal sealed class StagedHistory(IReadOnlyList<EquityPoint> points) : IHistory
{
    /// <summary>Set to make every question fail.</summary>
    public Exception? Failure { get; set; }

    public int EquityQuestions { get; private set; }

    public Task<IReadOnlyList<EquityPoint>> GetEquityAsync(DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken)
    {
        EquityQuestions++;
        return Failure is { } failure
            ? Task.FromException<IReadOnlyList<EquityPoint>>(failure)
            : Task.FromResult<IReadOnlyList<EquityPoint>>([.. points.Where(point => point.At >= from && point.At <= to).TakeLast(maxPoints)]);
    }

    /// <summary>Closed trades that a test put there, newest first.</summary>
    public IReadOnlyList<ClosedTrade> Trades { get; set; } = [];

    public TradeQuery? LastTradeQuery { get; private set; }

    public Task<TradePage> GetTradesAsync(TradeQuery query, CancellationToken cancellationToken)
    {
        LastTradeQuery = query;
        return Failure is { } failure
            ? Task.FromException<TradePage>(failure)
            : Task.FromResult(new TradePage([.. Trades.Skip(query.Offset).Take(query.Limit)], Trades.Count, Trades.Sum(trade => trade.NetPnl), Trades.Count(trade => trade.NetPnl > 0)));
    }

    public Task<IReadOnlyList<HistoryEvent>> GetEventsAsync(string? type, DateTimeOffset? since, long beforeSequence, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HistoryEvent>>([]);

    public Task<IReadOnlyList<AuditRow>> GetAuditAsync(DateTimeOffset? from, DateTimeOffset? to, string? actor, string? action, long beforeSequence, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Audit);

    public Task<IReadOnlyList<Order>> GetOrdersAsync(bool openOnly, long beforeSequence, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Order>>([]);

    public IReadOnlyList<AuditRow> Audit { get; set; } = [];

    /// <summary>Receipts and ledger positions that a test put there.</summary>
    public IReadOnlyList<FlattenReceipt> Flattens { get; set; } = [];

    public IReadOnlyList<Position> Positions { get; set; } = [];

    public Task<IReadOnlyList<FlattenReceipt>> GetFlattensAsync(int limit, CancellationToken cancellationToken) => Task.FromResult(Flattens);

    public Task<FlattenReceipt?> GetFlattenAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Flattens.FirstOrDefault(receipt => receipt.Id == id));

    public Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancellationToken) => Task.FromResult(Positions);
}
