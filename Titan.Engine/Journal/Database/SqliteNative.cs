using System.Runtime.InteropServices;

namespace Titan.Engine.Journal.Database;

/// <summary>
/// The few functions of SQLite that writing and reading rows needs, from the very library that Microsoft.Data.Sqlite has loaded. Called directly,
/// because the assembly between them cannot be referenced at build time together with it (decision 0001).
/// </summary>
internal static unsafe partial class SqliteNative
{
    public const int Row = 100;

    public const int Done = 101;

    /// <summary>Tells SQLite to copy what is bound before the call returns.</summary>
    public const nint Copy = -1;

    /// <summary>Tells SQLite that what is bound stays where it is until the statement is bound anew.</summary>
    public const nint Stays = 0;

    /// <summary>No connection is used by two threads at once, as it is everywhere in this product: so none needs a lock of its own.</summary>
    public const int OneThreadAConnection = 2;

    private const string Library = "e_sqlite3";

    /// <summary>Before the first connection only; afterwards it answers that it is too late, and changes nothing.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_config")]
    public static partial int Configure(int option);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v2")]
    public static partial int Prepare(nint database, byte* sql, int bytes, out nint statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static partial int BindInteger(nint statement, int position, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    public static partial int BindNull(nint statement, int position);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    public static partial int BindText(nint statement, int position, byte* text, int bytes, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int position, byte* blob, int bytes, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_parameter_count")]
    public static partial int Parameters(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    public static partial int Release(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static partial long Integer(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    public static partial byte* Bytes(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    public static partial int Length(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_get_autocommit")]
    public static partial int OutsideTransaction(nint database);

    /// <summary>After each commit to the write-ahead log the callback hears how many pages it holds.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_wal_hook")]
    public static partial nint WatchCommits(nint database, delegate* unmanaged[Cdecl]<void*, nint, byte*, int, int> callback, void* argument);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    public static partial byte* Message(nint database);
}
