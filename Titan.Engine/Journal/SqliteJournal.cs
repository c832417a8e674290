using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// The journal in the one SQLite database. One writer, on a thread of its own: takes everything that waits, commits it as one transaction (WAL, FULL), then
/// lets the batches' effects go, in order. Tables for people and state snapshots follow behind (<see cref="DurableFollower"/>). The disk's pauses are counted by the machine's time; entries carry the engine's. When writing fails it keeps everything, says so, and tries again every second.
/// </summary>
public sealed partial class SqliteJournal(JournalOptions options, TimeProvider wall, ILogger<SqliteJournal> logger, TimeProvider? clock = null) : IJournal
{
    private const int MostEntriesPerCommit = 2_048;
    private const int EpochCharacters = 6;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly WriterBell _bell = new(Environment.ProcessorCount);
    private readonly List<JournalEntry> _committing = [];
    private readonly List<PayloadAhead?> _payloads = [];
    private LedgerLease? _lease;
    private SqliteConnection? _connection;
    private JournalAppender? _appender;
    private WriteAheadLog? _log;
    private DurableFollower? _follower;
    private RowsAhead? _ahead;
    private Task _writing = Task.CompletedTask;
    private JournalStatus _status = new(true, 0, 0, 0, null, 0);
    private int _pending;
    private JsonScratch? _json = new();
    private ITimer? _reminder;
    private volatile bool _reminded;
    private long _size;

    public event Action<JournalStatus>? StatusChanged;

    public JournalStatus Status => Volatile.Read(ref _status) with { Pending = Volatile.Read(ref _pending) };

    public async Task<EngineState> RestoreAsync(CancellationToken cancellationToken)
    {
        _lease = LedgerLease.Take(options.LeasePath);
        _connection = await JournalDatabase.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        EngineState state;
        try
        {
            (state, var hash) = await JournalRecovery.LoadAsync(_connection, cancellationToken).ConfigureAwait(false);
            var flush = new FlushMode(_connection);
            _appender = new JournalAppender(_connection, flush, hash);
            if (state.Sequence == 0)
            {
                Open(state);
            }

            _log = new WriteAheadLog(options.DatabasePath, _connection);
            _follower = new DurableFollower(_connection, flush, _log, options, wall, logger);
            _follower.Begin(state, _appender.Hash);
            _log.MakeRoom();
        }
        catch (SqliteException problem)
        {
            throw new JournalException(JournalDatabase.Explain(options.DatabasePath, problem), problem);
        }

        _size = SizeNow();
        Publish(true, 0, null, state.Sequence);
        var live = EngineState.FromImage(state.ToImage());
        _reminder = wall.CreateTimer(_ => OnReminder(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _writing = Task.Factory.StartNew(() => Write(_closing.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return live;
    }

    public bool TryAppend(JournalBatch batch)
    {
        Interlocked.Increment(ref _pending);
        var payloads = PayloadAhead.For(batch);
        if (_queue.Writer.TryWrite(new Waiting(batch, payloads)))
        {
            _bell.Ring();
            MakeAhead(batch, payloads);
            return true;
        }

        Interlocked.Decrement(ref _pending);
        return false;
    }

    public void Expect() => _bell.Expect();

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _pending);
        await _queue.Writer.WriteAsync(new Waiting(new JournalBatch([], done.SetResult), null), cancellationToken).ConfigureAwait(false);
        _bell.Ring();
        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_reminder is not null)
        {
            await _reminder.DisposeAsync().ConfigureAwait(false);
        }

        _queue.Writer.TryComplete();
        await _closing.CancelAsync().ConfigureAwait(false);
        _bell.Ring();
        await _writing.ConfigureAwait(false);
        _follower?.End();
        if (_log is not null)
        {
            await _log.Settled.ConfigureAwait(false);
            _log.Dispose();
        }

        _follower?.Dispose();
        _appender?.Dispose();
        _json?.Dispose();
        _connection?.Dispose();
        _lease?.Dispose();
        _bell.Dispose();
        _closing.Dispose();
    }

    // Two threads that hand over at once share one scratch: the second leaves its facts to the writer.
    private void MakeAhead(JournalBatch batch, PayloadAhead[]? payloads)
    {
        if (payloads is null || Interlocked.Exchange(ref _json, null) is not { } json)
        {
            return;
        }

        try
        {
            // From the end: the writer, if it is awake, begins at the beginning.
            var index = payloads.Length - 1;
            while (index >= 0 && payloads[index].TryMake(batch.Entries[index].Fact, json))
            {
                index--;
            }
        }
        finally
        {
            Volatile.Write(ref _json, json);
        }
    }

    // A new ledger draws its epoch once; it marks our order ids on the venue for ever (decision 0004).
    private void Open(EngineState state)
    {
        var epoch = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", EpochCharacters);
        var entry = new JournalEntry(1, (clock ?? wall).GetUtcNow(), new LedgerOpened(epoch));
        _appender!.Append([entry]);
        state.Apply(entry);
    }

    // On a thread of its own, that blocks where it waits: for the disk it does so anyway.
    private void Write(CancellationToken cancellationToken)
    {
        ThreadPlaces.StayOnJournals();
        var batches = new List<JournalBatch>();
        while (batches.Count > 0 || Wait(cancellationToken))
        {
            if (batches.Count == 0)
            {
                Gather(batches);
            }

            if (!Commit(cancellationToken))
            {
                return;
            }

            foreach (var batch in batches)
            {
                // Counted down last: "nothing pending" means that the effects were let go as well.
                batch.AfterDurable?.Invoke();
                Interlocked.Decrement(ref _pending);
            }

            var asked = batches.Exists(static batch => batch.Entries.Count == 0);
            batches.Clear();
            if (_queue.Reader.Count >= RowsAhead.LargeCommit)
            {
                // Under load the next rows are made while the tables of the last ones are written.
                Gather(batches);
                _ahead = RowsAhead.Begin(_committing, _appender!.Hash, _payloads);
            }

            Follow(asked, batches.Count > 0 || _queue.Reader.Count > 0);
        }
    }

    // After completion what still waits is written; only then the loop ends.
    private bool Wait(CancellationToken cancellationToken)
    {
        while (!Waits())
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            _bell.Wait(Waits);
        }

        return true;
    }

    private bool Waits() => _queue.Reader.Count > 0;

    private void Gather(List<JournalBatch> batches)
    {
        _committing.Clear();
        _payloads.Clear();
        while (_committing.Count < MostEntriesPerCommit && _queue.Reader.TryRead(out var waiting))
        {
            batches.Add(waiting.Batch);
            _committing.AddRange(waiting.Batch.Entries);
            for (var index = 0; index < waiting.Batch.Entries.Count; index++)
            {
                _payloads.Add(waiting.Payloads?[index]);
            }
        }
    }

    private bool Commit(CancellationToken cancellationToken)
    {
        while (!TryCommit())
        {
            try
            {
                Task.Delay(RetryEvery, wall, cancellationToken).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                LogLost(logger, _committing.Count);
                return false;
            }
        }

        return true;
    }

    // Nothing but the rows themselves stands between a decision and its effect: everything else follows the release.
    private bool TryCommit()
    {
        if (_committing.Count == 0)
        {
            return true;
        }

        var started = wall.GetTimestamp();
        try
        {
            var ahead = _ahead;
            _ahead = null;
            _follower!.Take(_committing, _appender!.Append(_committing, ahead, _payloads));
            Publish(true, wall.GetElapsedTime(started).TotalMilliseconds, null, _committing[^1].Sequence);
            return true;
        }
        catch (SqliteException problem)
        {
            Publish(false, wall.GetElapsedTime(started).TotalMilliseconds, JournalDatabase.Explain(options.DatabasePath, problem));
            return false;
        }
    }

    private void Follow(bool asked, bool ordersWait)
    {
        switch (_follower!.Follow(asked, ordersWait))
        {
            case FollowerWish.Nothing:
                _size = SizeNow();
                break;
            case FollowerWish.Again:
                Poke();
                break;
            case FollowerWish.Later when !_reminded:
                _reminded = true;
                _reminder!.Change(DurableFollower.Behind, Timeout.InfiniteTimeSpan);
                break;
        }
    }

    private void OnReminder()
    {
        _reminded = false;
        Poke();
    }

    // An empty batch: nothing to commit, the tables' turn. Without room for it the writer has enough to do and comes there by itself.
    private void Poke()
    {
        Interlocked.Increment(ref _pending);
        if (_queue.Writer.TryWrite(new Waiting(new JournalBatch([], null), null)))
        {
            _bell.Ring();
        }
        else
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private long SizeNow() => File.Exists(options.DatabasePath) ? new FileInfo(options.DatabasePath).Length : 0;

    private void Publish(bool writable, double lastWriteMs, string? problem, long? durable = null)
    {
        var before = _status;
        var now = new JournalStatus(writable, durable ?? before.DurableSequence, 0, lastWriteMs, problem, _size);
        Volatile.Write(ref _status, now);
        if (before.Writable != writable)
        {
            StatusChanged?.Invoke(now);
        }
    }

    private readonly record struct Waiting(JournalBatch Batch, PayloadAhead[]? Payloads);

    [LoggerMessage(1, LogLevel.Critical, "{Entries} facts could not be written before the stop; the venue is asked at the next start")]
    private static partial void LogLost(ILogger logger, int entries);
}
