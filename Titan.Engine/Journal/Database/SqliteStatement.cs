using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Titan.Engine.Journal.Database;

/// <summary>
/// One prepared statement, bound by position without boxes: a row costs a fraction of what a command with named parameters costs, and
/// the journal does nothing but write and read rows. Not thread-safe; writes run inside the connection's own transaction; disposed
/// before the connection.
/// </summary>
internal sealed unsafe class SqliteStatement : IDisposable
{
    // What is bound lies here until the run is over, so that SQLite need not ask for memory and give it back for each text.
    private const int RoomBytes = 2_048;

    private readonly SafeHandle _database;
    private readonly byte* _room;
    private int _used;
    private nint _statement;

    /// <exception cref="SqliteException">The statement does not compile.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = HandleOf(connection);
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* start = text)
        {
            Demand(SqliteNative.Prepare(Database, start, text.Length, out _statement, 0));
        }

        Parameters = SqliteNative.Parameters(_statement);
        _room = (byte*)NativeMemory.Alloc(RoomBytes);
    }

    /// <summary>SQLite's own handle. By name: the property's type lives in the assembly that cannot be referenced here.</summary>
    public static SafeHandle HandleOf(SqliteConnection connection) =>
        typeof(SqliteConnection).GetProperty("Handle")?.GetValue(connection) as SafeHandle ?? throw new InvalidOperationException("The connection is not open.");

    /// <summary>How many values a run needs.</summary>
    public int Parameters { get; }

    private nint Database => _database.DangerousGetHandle();

    public SqliteStatement Bind(int position, long value)
    {
        Demand(SqliteNative.BindInteger(_statement, position, value));
        return this;
    }

    public SqliteStatement Bind(int position, string? text)
    {
        if (text is null)
        {
            Demand(SqliteNative.BindNull(_statement, position));
            return this;
        }

        if (!Encoding.UTF8.TryGetBytes(text, Room, out var written))
        {
            return BindText(position, Encoding.UTF8.GetBytes(text));
        }

        Demand(SqliteNative.BindText(_statement, position, Take(written), written, SqliteNative.Stays));
        return this;
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public SqliteStatement BindText(int position, ReadOnlySpan<byte> utf8)
    {
        if (utf8.TryCopyTo(Room))
        {
            Demand(SqliteNative.BindText(_statement, position, Take(utf8.Length), utf8.Length, SqliteNative.Stays));
            return this;
        }

        // An empty span may have no address, and without one SQLite binds NULL.
        ReadOnlySpan<byte> bytes = utf8.IsEmpty ? "\0"u8 : utf8;
        fixed (byte* start = bytes)
        {
            Demand(SqliteNative.BindText(_statement, position, start, utf8.Length, SqliteNative.Copy));
        }

        return this;
    }

    /// <summary>UTF-8 text that stays where it is until this position is bound anew.</summary>
    public void BindWhereItLies(int position, byte* utf8, int bytes) => Demand(SqliteNative.BindText(_statement, position, utf8, bytes, SqliteNative.Stays));

    public SqliteStatement BindBlob(int position, ReadOnlySpan<byte> blob)
    {
        if (blob.TryCopyTo(Room))
        {
            Demand(SqliteNative.BindBlob(_statement, position, Take(blob.Length), blob.Length, SqliteNative.Stays));
            return this;
        }

        ReadOnlySpan<byte> bytes = blob.IsEmpty ? "\0"u8 : blob;
        fixed (byte* start = bytes)
        {
            Demand(SqliteNative.BindBlob(_statement, position, start, blob.Length, SqliteNative.Copy));
        }

        return this;
    }

    /// <summary>Runs the statement, which gives no rows, and makes it ready for the next, for which every parameter is bound anew.</summary>
    /// <exception cref="SqliteException">It failed; the transaction decides what becomes of the others.</exception>
    public void Run()
    {
        var code = SqliteNative.Step(_statement);
        var why = code == SqliteNative.Done ? null : Words();
        _ = SqliteNative.Reset(_statement); // It repeats the failure of the step, which is told below.
        _used = 0;
        if (why is not null)
        {
            throw Failure(code, why);
        }
    }

    /// <summary>Steps to the next row; false when there is none. What a row's columns show is good until the next step.</summary>
    /// <exception cref="SqliteException">Reading failed.</exception>
    public bool Next() => SqliteNative.Step(_statement) switch
    {
        SqliteNative.Row => true,
        SqliteNative.Done => false,
        var code => throw Failure(code, Words()),
    };

    public long Integer(int column) => SqliteNative.Integer(_statement, column);

    /// <summary>A blob, or text as UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        var start = SqliteNative.Bytes(_statement, column);
        return new ReadOnlySpan<byte>(start, start is null ? 0 : SqliteNative.Length(_statement, column));
    }

    public void Dispose()
    {
        if (_statement == 0)
        {
            return;
        }

        _ = SqliteNative.Release(_statement);
        _statement = 0;
        NativeMemory.Free(_room);
    }

    private Span<byte> Room => new(_room + _used, RoomBytes - _used);

    private byte* Take(int bytes)
    {
        var start = _room + _used;
        _used += bytes;
        return start;
    }

    private static SqliteException Failure(int code, string why) => new($"SQLite Error {code}: '{why}'.", code & 0xFF, code);

    private string Words() => Marshal.PtrToStringUTF8((nint)SqliteNative.Message(Database)) ?? "";

    private void Demand(int code)
    {
        if (code != 0)
        {
            throw Failure(code, Words());
        }
    }
}
