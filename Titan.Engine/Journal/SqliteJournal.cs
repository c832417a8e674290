using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// The journal in the one SQLite database. One writer task: takes everything that waits, commits it as one transaction (WAL, FULL), then
/// lets the batches' effects go, in order. Behind the orders it projects the tables for people and takes state snapshots from a state of
/// its own that follows what is durable. The disk's pauses are counted by the machine's time; entries carry the engine's. When writing fails it keeps everything, says so, and tries again every second.
/// </summary>
public sealed partial class SqliteJournal(JournalOptions options, TimeProvider wall, ILogger<SqliteJournal> logger, TimeProvider? clock = null) : IJournal
{
    private const int MostEntriesPerCommit = 2_048;
    private const int EpochCharacters = 6;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProjectAtLatest = TimeSpan.FromMilliseconds(250);

    private readonly Channel<JournalBatch> _queue = Channel.CreateBounded<JournalBatch>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly List<(JournalEntry Entry, byte[] Hash)> _unprojected = [];
    private LedgerLease? _lease;
    private SqliteConnection? _connection;
    private JournalAppender? _appender;
    private Projection? _projection;
    private EngineState _durable = new();
    private Task _writing = Task.CompletedTask;
    private JournalStatus _status = new(true, 0, 0, 0, null, 0);
    private int _pending;
    private long _snapshotAt;
    private long _projectedAt;

    public event Action<JournalStatus>? StatusChanged;

    public JournalStatus Status => Volatile.Read(ref _status) with { Pending = Volatile.Read(ref _pending) };

    public async Task<EngineState> RestoreAsync(CancellationToken cancellationToken)
    {
        _lease = LedgerLease.Take(options.LeasePath);
        _connection = await JournalDatabase.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            var (state, hash) = await JournalRecovery.LoadAsync(_connection, cancellationToken).ConfigureAwait(false);
            var flush = new FlushMode(_connection);
            _appender = new JournalAppender(_connection, flush, hash);
            _durable = state;
            _projection = new Projection(_connection, flush);
            if (state.Sequence == 0)
            {
                Open();
            }

            _projection.CatchUp(_durable.Sequence);
        }
        catch (SqliteException problem)
        {
            throw new JournalException(JournalDatabase.Explain(options.DatabasePath, problem), problem);
        }

        _snapshotAt = _durable.Sequence;
        Publish(true, 0, null);
        var live = EngineState.FromImage(_durable.ToImage());
        _writing = Task.Run(() => WriteAsync(_closing.Token), CancellationToken.None);
        return live;
    }

    public bool TryAppend(JournalBatch batch)
    {
        Interlocked.Increment(ref _pending);
        if (_queue.Writer.TryWrite(batch))
        {
            return true;
        }

        Interlocked.Decrement(ref _pending);
        return false;
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _pending);
        await _queue.Writer.WriteAsync(new JournalBatch([], done.SetResult), cancellationToken).ConfigureAwait(false);
        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _closing.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        if (_connection is not null && _appender is not null && _durable.Sequence > 0)
        {
            LastWords();
        }

        _projection?.Dispose();
        _appender?.Dispose();
        _connection?.Dispose();
        _lease?.Dispose();
        _closing.Dispose();
    }

    // A new ledger draws its epoch once; it marks our order ids on the venue for ever (decision 0004).
    private void Open()
    {
        var epoch = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", EpochCharacters);
        var entry = new JournalEntry(1, (clock ?? wall).GetUtcNow(), new LedgerOpened(epoch));
        _appender!.Append([entry]);
        _durable.Apply(entry);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var batches = new List<JournalBatch>();
        while (await WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            Gather(batches);
            if (!await CommitAsync(batches, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            foreach (var batch in batches)
            {
                // Counted down last: "nothing pending" means that the effects were let go as well.
                batch.AfterDurable?.Invoke();
                Interlocked.Decrement(ref _pending);
            }

            batches.Clear();
            FollowUp();
        }
    }

    // After completion what still waits is written; only then the loop ends.
    private async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _queue.Reader.Count > 0 || await _queue.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return _queue.Reader.Count > 0;
        }
    }

    private void Gather(List<JournalBatch> batches)
    {
        var entries = 0;
        while (entries < MostEntriesPerCommit && _queue.Reader.TryRead(out var batch))
        {
            batches.Add(batch);
            entries += batch.Entries.Count;
        }
    }

    private async Task<bool> CommitAsync(List<JournalBatch> batches, CancellationToken cancellationToken)
    {
        var entries = batches.SelectMany(batch => batch.Entries).ToArray();
        if (entries.Length == 0)
        {
            return true;
        }

        while (true)
        {
            var started = wall.GetTimestamp();
            try
            {
                var hashes = _appender!.Append(entries);
                for (var i = 0; i < entries.Length; i++)
                {
                    _unprojected.Add((entries[i], hashes[i]));
                }

                Publish(true, wall.GetElapsedTime(started).TotalMilliseconds, null, entries[^1].Sequence);
                return true;
            }
            catch (SqliteException problem)
            {
                Publish(false, wall.GetElapsedTime(started).TotalMilliseconds, JournalDatabase.Explain(options.DatabasePath, problem));
                try
                {
                    await Task.Delay(RetryEvery, wall, cancellationToken).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    LogLost(logger, entries.Length);
                    return false;
                }
            }
        }
    }

    // Behind the orders: the tables for people, and the snapshot that shortens the next start.
    private void FollowUp()
    {
        var idle = _queue.Reader.Count == 0;
        if (_unprojected.Count == 0 || (!idle && wall.GetElapsedTime(_projectedAt) < ProjectAtLatest))
        {
            return;
        }

        try
        {
            _projection!.Project(_unprojected, _durable);
            _unprojected.Clear();
            _projectedAt = wall.GetTimestamp();
            if (_durable.Sequence - _snapshotAt >= options.SnapshotEvery)
            {
                StateSnapshots.Save(_connection!, _durable, _appender!.Hash, options.SnapshotsKept);
                _snapshotAt = _durable.Sequence;
            }
        }
        catch (SqliteException problem)
        {
            // The truth is on disk; these tables follow at the next commit or the next start.
            LogBehind(logger, problem);
        }
    }

    private void LastWords()
    {
        try
        {
            if (_unprojected.Count > 0)
            {
                _projection!.Project(_unprojected, _durable);
                _unprojected.Clear();
            }

            if (_durable.Sequence > _snapshotAt)
            {
                StateSnapshots.Save(_connection!, _durable, _appender!.Hash, options.SnapshotsKept);
            }
        }
        catch (SqliteException problem)
        {
            LogBehind(logger, problem);
        }
    }

    private void Publish(bool writable, double lastWriteMs, string? problem, long? durable = null)
    {
        var before = _status;
        var size = File.Exists(options.DatabasePath) ? new FileInfo(options.DatabasePath).Length : 0;
        var now = new JournalStatus(writable, durable ?? Math.Max(before.DurableSequence, _durable.Sequence), 0, lastWriteMs, problem, size);
        Volatile.Write(ref _status, now);
        if (before.Writable != writable)
        {
            StatusChanged?.Invoke(now);
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "{Entries} facts could not be written before the stop; the venue is asked at the next start")]
    private static partial void LogLost(ILogger logger, int entries);

    [LoggerMessage(2, LogLevel.Warning, "History tables are behind the journal and will follow")]
    private static partial void LogBehind(ILogger logger, Exception problem);
}
