using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>What the follower asks of the writer.</summary>
internal enum FollowerWish
{
    Nothing,

    /// <summary>Come again when the tables may be a quarter of a second behind.</summary>
    Later,

    /// <summary>Come again as soon as no order waits.</summary>
    Again,
}

/// <summary>
/// Follows what is durable with a state of its own: the tables for people, the state snapshots, the carrying over of the log. Behind the orders and
/// not after each of them, because what is written here would have to reach the disk together with the next order. The writer's own; it is asked after
/// every commit.
/// </summary>
internal sealed partial class DurableFollower(SqliteConnection connection, FlushMode flush, WriteAheadLog log, JournalOptions options, TimeProvider wall, ILogger logger) : IDisposable
{
    private const int EntriesPerPortion = 64;
    private const int Urgent = 2_048;

    /// <summary>How far the tables may be behind.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(250);

    private readonly Projection _projection = new(connection, flush);
    private readonly List<(JournalEntry Entry, byte[] Hash)> _waiting = [];
    private EngineState _state = new();
    private byte[] _hash = JournalChain.Genesis;
    private Task? _collecting;
    private long _snapshotAt;
    private long _oldestWaits;

    /// <summary>Takes over the restored state and writes what a crash left out of the tables.</summary>
    public void Begin(EngineState state, byte[] hash)
    {
        (_state, _hash, _snapshotAt) = (state, hash, state.Sequence);
        _projection.CatchUp(state.Sequence);
    }

    /// <summary>These are on disk.</summary>
    /// <param name="entries">In order, next after the last ones.</param>
    /// <param name="hashes">Chain hash of each.</param>
    public void Take(IReadOnlyList<JournalEntry> entries, IReadOnlyList<byte[]> hashes)
    {
        for (var index = 0; index < entries.Count; index++)
        {
            _waiting.Add((entries[index], hashes[index]));
        }
    }

    /// <summary>Within a quarter of a second, in portions between which an order gets through; under load in large ones, or it would never catch up.</summary>
    /// <param name="asked">Somebody waits for the tables.</param>
    /// <param name="ordersWait">The writer has something to commit.</param>
    public FollowerWish Follow(bool asked, bool ordersWait)
    {
        if (_waiting.Count == 0 && _collecting is null)
        {
            return FollowerWish.Nothing;
        }

        _oldestWaits = _oldestWaits == 0 ? wall.GetTimestamp() : _oldestWaits;
        var urgent = _waiting.Count > Urgent;
        if (!asked && wall.GetElapsedTime(_oldestWaits) < Behind)
        {
            return FollowerWish.Later;
        }

        if (ordersWait && !urgent)
        {
            return FollowerWish.Again;
        }

        try
        {
            WriteCollected();
            if (urgent)
            {
                CollectAside();
                return FollowerWish.Again;
            }

            Project(Math.Min(_waiting.Count, EntriesPerPortion));
            if (_waiting.Count > 0)
            {
                return FollowerWish.Again;
            }

            _oldestWaits = 0;
            Settle();
        }
        catch (SqliteException problem)
        {
            // The truth is on disk; these tables follow at the next commit or the next start.
            _collecting ??= Task.CompletedTask;
            LogBehind(logger, problem);
        }

        return FollowerWish.Nothing;
    }

    /// <summary>Writes everything, and a snapshot: the next start has nothing to catch up with.</summary>
    public void End()
    {
        try
        {
            WriteCollected();
            Project(_waiting.Count);
            if (_state.Sequence > _snapshotAt)
            {
                Snapshot();
            }
        }
        catch (SqliteException problem)
        {
            LogBehind(logger, problem);
        }
    }

    public void Dispose() => _projection.Dispose();

    // What they mean is worked out beside the next commit, and written after it.
    private void CollectAside()
    {
        var portion = _waiting.ToArray();
        _waiting.Clear();
        _hash = portion[^1].Hash;
        _collecting = Task.Run(() => _projection.Collect(portion, _state));
    }

    private void WriteCollected()
    {
        if (_collecting is not { } collecting)
        {
            return;
        }

        _collecting = null;
        collecting.GetAwaiter().GetResult();
        _projection.Write(_state.Sequence);
        Settle();
    }

    private void Project(int count)
    {
        if (count > 0)
        {
            // First: when writing fails, the state has moved all the same, and a snapshot of it must carry its own hash.
            _hash = _waiting[count - 1].Hash;
            _projection.Project(_waiting.GetRange(0, count), _state);
            _waiting.RemoveRange(0, count);
        }
    }

    private void Settle()
    {
        log.Settle();
        if (_state.Sequence - _snapshotAt >= options.SnapshotEvery)
        {
            Snapshot();
        }
    }

    private void Snapshot()
    {
        StateSnapshots.Save(connection, _state, _hash, options.SnapshotsKept);
        _snapshotAt = _state.Sequence;
    }

    [LoggerMessage(2, LogLevel.Warning, "History tables are behind the journal and will follow")]
    private static partial void LogBehind(ILogger logger, Exception problem);
}
