using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>Figures of trading for views, kept from facts as they happen: signal rate, order latency, fill rate, wins, last decision.</summary>
internal sealed class StatisticsKeeper
{
    private const int OrdersKept = 100;
    private const int LatenciesKept = 200;
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FillWindow = TimeSpan.FromHours(24);

    private readonly Queue<DateTimeOffset> _signals = new();
    private readonly Queue<double> _latencies = new();
    private readonly Queue<(DateTimeOffset At, bool Filled)> _entries = new();
    private readonly HashSet<ClientOrderId> _counted = [];
    private int _approved;
    private int _denied;
    private string? _lastDecision;
    private DateTimeOffset? _lastDecisionAt;

    public void Take(IReadOnlyList<JournalEntry> facts, EngineState state)
    {
        foreach (var entry in facts)
        {
            switch (entry.Fact)
            {
                case IntentJudged judged: Judge(judged, entry.At); break;
                case FillBooked { Order: { } id } when state.Orders.TryGetValue(id, out var order): Count(order, entry.At); break;
                case OrderMoved moved when state.Orders.TryGetValue(moved.Id, out var order): Count(order, entry.At); break;
            }
        }
    }

    public TradingStatistics View(EngineState state, DateTimeOffset now)
    {
        while (_signals.TryPeek(out var oldest) && now - oldest > RateWindow)
        {
            _signals.Dequeue();
        }

        while (_entries.TryPeek(out var oldest) && now - oldest.At > FillWindow)
        {
            _entries.Dequeue();
        }

        var filled = _entries.Count(entry => entry.Filled);
        var trades = state.ClosedTrades;
        var wins = trades.Count(trade => trade.NetPnl > 0);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return new TradingStatistics
        {
            SignalsPerMinute = _signals.Count / RateWindow.TotalMinutes,
            OrderLatencyP95Ms = Percentile(_latencies, 0.95),
            FillRate = _entries.Count == 0 ? null : 100m * filled / _entries.Count,
            FillRateFilled = filled,
            FillRateTerminal = _entries.Count,
            WinRate = trades.Count == 0 ? null : 100m * wins / trades.Count,
            Wins = wins,
            Closed = trades.Count,
            RealizedToday = trades.Where(trade => trade.ClosedAt >= today).Sum(trade => trade.NetPnl),
            IntentsApproved = _approved,
            IntentsDenied = _denied,
            LastDecision = _lastDecision,
            LastDecisionAt = _lastDecisionAt,
        };
    }

    private void Judge(IntentJudged judged, DateTimeOffset at)
    {
        _signals.Enqueue(at);
        if (judged.Approved)
        {
            _approved++;
        }
        else
        {
            _denied++;
        }

        _lastDecisionAt = at;
        _lastDecision = judged.Approved
            ? $"{judged.Instrument} {judged.Side} approved: {judged.Why}"
            : $"{judged.Instrument} {judged.Side} denied by {judged.Gate}: {judged.Denial}";
    }

    private void Count(Order order, DateTimeOffset at)
    {
        if (order is { Purpose: OrderPurpose.Entry, FirstFillAt: { } first } && _counted.Add(new ClientOrderId($"fill-{order.Id}")))
        {
            Keep(_latencies, (first - order.CreatedAt).TotalMilliseconds, LatenciesKept);
        }

        if (order is { Purpose: OrderPurpose.Entry, IsWorking: false } && _counted.Add(order.Id))
        {
            Keep(_entries, (at, order.FilledQuantity > 0), OrdersKept);
        }

        if (_counted.Count > 10_000)
        {
            _counted.Clear();
        }
    }

    private static void Keep<T>(Queue<T> queue, T value, int most)
    {
        queue.Enqueue(value);
        if (queue.Count > most)
        {
            queue.Dequeue();
        }
    }

    private static double? Percentile(Queue<double> values, double share)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
