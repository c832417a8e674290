namespace Titan.Benchmarks.Data;

/// <summary>
/// Fifty levels a side around a price that wanders: sizes change mostly near the top, now and then the price steps and levels fall out
/// at the far end, as a venue's fixed-depth topic does it. Never crossed; the spread is one tick.
/// </summary>
internal sealed class SimulatedBook
{
    public const int Depth = 50;

    private readonly Random _chance;
    private readonly long[] _bids = new long[Depth];
    private readonly long[] _asks = new long[Depth];
    private readonly List<(long Ticks, long Lots)> _bidChanges = [];
    private readonly List<(long Ticks, long Lots)> _askChanges = [];
    private readonly long _home;

    public SimulatedBook(long startTicks, Random chance)
    {
        (_chance, _home, BestBid) = (chance, startTicks, startTicks);
        for (var level = 0; level < Depth; level++)
        {
            (_bids[level], _asks[level]) = (Size(), Size());
        }
    }

    public long BestBid { get; private set; }

    public long BestAsk => BestBid + 1;

    public IReadOnlyList<(long Ticks, long Lots)> BidChanges => _bidChanges;

    public IReadOnlyList<(long Ticks, long Lots)> AskChanges => _askChanges;

    public IEnumerable<(long Ticks, long Lots)> Bids => _bids.Select((lots, level) => (BestBid - level, lots));

    public IEnumerable<(long Ticks, long Lots)> Asks => _asks.Select((lots, level) => (BestAsk + level, lots));

    /// <summary>One update: what changed is in <see cref="BidChanges"/> and <see cref="AskChanges"/>.</summary>
    public void Move()
    {
        _bidChanges.Clear();
        _askChanges.Clear();
        if (_chance.Next(8) == 0)
        {
            Step(up: _chance.NextDouble() < (BestBid > _home ? 0.4 : 0.6), 1 + _chance.Next(2));
        }

        Resize(_bids, _bidChanges, BestBid, -1);
        Resize(_asks, _askChanges, BestAsk, +1);
    }

    private void Step(bool up, int ticks)
    {
        var (gaining, losing) = up ? (_bids, _asks) : (_asks, _bids);
        var (gains, losses) = up ? (_bidChanges, _askChanges) : (_askChanges, _bidChanges);
        var direction = up ? 1 : -1;
        var (bestGaining, bestLosing) = up ? (BestBid, BestAsk) : (BestAsk, BestBid);
        for (var step = 0; step < ticks; step++)
        {
            losses.Add((bestLosing + (step * direction), 0));
            gains.Add((bestGaining - ((Depth - 1 - step) * direction), 0));
        }

        Array.Copy(losing, ticks, losing, 0, Depth - ticks);
        Array.Copy(gaining, 0, gaining, ticks, Depth - ticks);
        BestBid += ticks * direction;
        var (newGaining, newLosing) = up ? (BestBid, BestAsk) : (BestAsk, BestBid);
        for (var step = 0; step < ticks; step++)
        {
            gaining[step] = Size();
            losing[Depth - 1 - step] = Size();
            gains.Add((newGaining - (step * direction), gaining[step]));
            losses.Add((newLosing + ((Depth - 1 - step) * direction), losing[Depth - 1 - step]));
        }
    }

    private void Resize(long[] lots, List<(long Ticks, long Lots)> changes, long best, int away)
    {
        var count = 1 + _chance.Next(4);
        for (var change = 0; change < count; change++)
        {
            // Squared, so that most changes lie near the top.
            var level = (int)(_chance.NextDouble() * _chance.NextDouble() * Depth);
            var ticks = best + (level * away);
            if (changes.Exists(other => other.Ticks == ticks))
            {
                continue;
            }

            lots[level] = Size();
            changes.Add((ticks, lots[level]));
        }
    }

    private long Size() => 1 + (long)(Math.Exp(_chance.NextDouble() * 9) * 3);
}
