using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using Titan.Engine.Journal.Database;

namespace Titan.Engine.Journal;

/// <summary>
/// SQLite's write-ahead log as the order path needs it. It gets its room before it is needed, because a flush of a file that grows writes
/// the file system's own journal too and takes about twice as long; and it is carried over into the database by a connection and a task of its own,
/// so that no order waits for that. How long it is, SQLite tells after each commit.
/// </summary>
internal sealed unsafe class WriteAheadLog : IDisposable
{
    /// <summary>Pages after which the log is carried over; small enough that a start after a crash reads it in some milliseconds.</summary>
    public const int CarryAfterPages = 1_500;

    /// <summary>Without a pause the writer itself must carry it over, or the log would grow for ever.</summary>
    private const int WriterCarriesAfterPages = 4 * CarryAfterPages;

    /// <summary>Bytes of the log's file from the start.</summary>
    public const int Room = (CarryAfterPages + 300) * (4_096 + 24);
    private const int Attempts = 3;

    private readonly string _databasePath;
    private readonly SqliteConnection _writer;
    private readonly int* _pages;
    private SqliteConnection? _carrier;
    private Task _settling = Task.CompletedTask;
    private SafeFileHandle? _file;

    /// <param name="databasePath">The database file.</param>
    /// <param name="writer">The connection whose commits are watched.</param>
    public WriteAheadLog(string databasePath, SqliteConnection writer)
    {
        (_databasePath, _writer) = (databasePath, writer);
        _pages = (int*)NativeMemory.AllocZeroed(sizeof(int));
    }

    /// <summary>Ends when what <see cref="Settle"/> began is done; never fails.</summary>
    public Task Settled => _settling;

    /// <summary>Pages in the log after the writer's last commit.</summary>
    public int Pages => Volatile.Read(ref *_pages);

    /// <summary>
    /// From here on SQLite carries nothing over by itself on the writer's connection. Makes the room: zeros behind what is written. Nobody else can append meanwhile, because the write lock is held; and zeros are never
    /// taken for a page, because each page in the log carries the log's salt.
    /// </summary>
    public void MakeRoom()
    {
        SqliteNative.WatchCommits(SqliteStatement.HandleOf(_writer).DangerousGetHandle(), &Committed, _pages);
        using var lockHeld = _writer.BeginTransaction(deferred: false);
        try
        {
            _file = File.OpenHandle(_databasePath + "-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var zeros = new byte[1 << 20];
            for (var at = RandomAccess.GetLength(_file); at < Room; at += zeros.Length)
            {
                RandomAccess.Write(_file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, Room - at)), at);
            }
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            // No log yet, or no space: commits are slower then, and nothing else.
        }

        lockHeld.Rollback();
    }

    /// <summary>
    /// Called by the writer after commits that did not wait for the disk: their pages go there now, in the background, and not with the next
    /// order. Returns at once, except when the log has become far too long.
    /// </summary>
    public void Settle()
    {
        if (Pages >= WriterCarriesAfterPages)
        {
            JournalDatabase.Execute(_writer, Passive);
        }
        else if (_settling.IsCompleted)
        {
            _settling = Task.Run(Flush);
        }
    }

    /// <summary>Only after <see cref="Settled"/>: the connections close when nobody works on them.</summary>
    public void Dispose()
    {
        SqliteNative.WatchCommits(SqliteStatement.HandleOf(_writer).DangerousGetHandle(), null, null);
        NativeMemory.Free(_pages);
        _carrier?.Dispose();
        _file?.Dispose();
    }

    private void Flush()
    {
        try
        {
            if (_file is not null)
            {
                RandomAccess.FlushToDisk(_file);
            }

            if (Pages >= CarryAfterPages)
            {
                Carry();
            }
        }
        catch (Exception later) when (later is IOException or SqliteException)
        {
            // What has to be on disk is flushed by its own commit, and a log that stays long loses nothing; the next pause tries again.
        }
    }

    private const string Passive = "PRAGMA wal_checkpoint(PASSIVE)";

    // Passive: it waits for nobody and nobody waits for it. Once all pages are over, the next commit starts the log anew in the same place;
    // what was committed meanwhile is little, so a second go ends it.
    private void Carry()
    {
        if (_carrier is null)
        {
            _carrier = new SqliteConnection(JournalDatabase.ConnectionString(_databasePath));
            _carrier.Open();
        }

        using var command = _carrier.CreateCommand();
        command.CommandText = Passive;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var row = command.ExecuteReader();
            if (!row.Read() || row.GetInt64(1) == row.GetInt64(2))
            {
                return;
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(void* pages, nint database, byte* name, int count)
    {
        Volatile.Write(ref *(int*)pages, count);
        return 0;
    }
}
