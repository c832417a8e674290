using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Tests.Support;

namespace Titan.Tests.Journal;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _path;
    private readonly SqliteConnection _writer;

    public WriteAheadLogTests()
    {
        _path = Path.Combine(_folder.Path, "some.db");
        _writer = new SqliteConnection(JournalDatabase.ConnectionString(_path));
        _writer.Open();
        JournalDatabase.Execute(_writer, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows(id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    }

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void MakeRoom_RowsBeforeAndAfter_CopyTakenLikeACrashHoldsThemAll()
    {
        Insert(rows: 3, bytes: 5_000);
        using var log = new WriteAheadLog(_path, _writer);

        log.MakeRoom();
        Insert(rows: 4, bytes: 5_000);

        Assert.True(new FileInfo(_path + "-wal").Length >= WriteAheadLog.Room);
        var copy = Path.Combine(_folder.Path, "copy.db");
        File.Copy(_path, copy);
        File.Copy(_path + "-wal", copy + "-wal");
        using var reader = new SqliteConnection(JournalDatabase.ConnectionString(copy));
        reader.Open();
        Assert.Equal(7L, Count(reader));
    }

    [Fact]
    public async Task Settle_LogPastItsMark_NextCommitStartsItAnewInTheSameRoom()
    {
        using var log = new WriteAheadLog(_path, _writer);
        log.MakeRoom();
        var room = new FileInfo(_path + "-wal").Length;
        Insert(rows: 16, bytes: WriteAheadLog.CarryAfterPages * 4_096 / 15);
        Assert.InRange(log.Pages, WriteAheadLog.CarryAfterPages, int.MaxValue);

        log.Settle();
        await log.Settled;
        Insert(rows: 1, bytes: 10);

        Assert.InRange(log.Pages, 1, 10);
        Assert.Equal(room, new FileInfo(_path + "-wal").Length);
        Assert.Equal(17L, Count(_writer));
    }

    [Fact]
    public async Task Settle_LogShort_NothingIsCarriedOver()
    {
        using var log = new WriteAheadLog(_path, _writer);
        log.MakeRoom();
        Insert(rows: 2, bytes: 5_000);
        var pages = log.Pages;

        log.Settle();
        await log.Settled;
        Insert(rows: 1, bytes: 10);

        Assert.InRange(log.Pages, pages + 1, pages + 5);
    }

    private void Insert(int rows, int bytes)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "INSERT INTO rows(body) VALUES (zeroblob($bytes))";
        command.Parameters.AddWithValue("$bytes", bytes);
        for (var row = 0; row < rows; row++)
        {
            command.ExecuteNonQuery();
        }
    }

    private static long Count(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM rows";
        return (long)command.ExecuteScalar()!;
    }
}
