using System.Collections.Immutable;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Engine.Kernel;

/// <summary>Closed trades of the last seven days by trap type, from the ledger, so that a restart forgets none. Counted anew when a trade closes.</summary>
internal sealed class TrapTrades
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(7);

    private readonly Dictionary<string, Sums> _sums = new(StringComparer.Ordinal);
    private string? _newest;
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;

    public ImmutableArray<TrapTypeView> Add(ImmutableArray<TrapTypeView> types, IReadOnlyCollection<ClosedTrade> trades, DateTimeOffset now)
    {
        var newest = trades.LastOrDefault()?.TradeId;
        if (newest != _newest || now - _countedAt > TimeSpan.FromMinutes(1))
        {
            Count(trades, now - Span);
            (_newest, _countedAt) = (newest, now);
        }

        return [.. types.Select(type => _sums.TryGetValue(type.Type.Word(), out var sums)
            ? type with { Trades = sums.Trades, Wins = sums.Wins, NetPnl = sums.Net, AverageR = sums.Measured == 0 ? null : sums.Multiples / sums.Measured }
            : type)];
    }

    private void Count(IReadOnlyCollection<ClosedTrade> trades, DateTimeOffset since)
    {
        _sums.Clear();
        foreach (var trade in trades)
        {
            if (trade.TrapType is { } type && trade.ClosedAt >= since)
            {
                var sums = _sums.GetValueOrDefault(type);
                _sums[type] = new Sums(
                    sums.Trades + 1, sums.Wins + (trade.NetPnl > 0 ? 1 : 0), sums.Net + trade.NetPnl,
                    sums.Measured + (trade.RMultiple is null ? 0 : 1), sums.Multiples + (trade.RMultiple ?? 0m));
            }
        }
    }

    private readonly record struct Sums(int Trades, int Wins, decimal Net, int Measured, decimal Multiples);
}
