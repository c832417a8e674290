using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Titan.Engine.Journal.Database;

/// <summary>
/// Rows put into words by one thread and inserted by another, later: the connection's thread binds them where they lie, and has nothing left to do
/// but what SQLite does. Rows are inserted in the order they were put. Not thread-safe: whoever fills it hands it over, and gets it back cleared.
/// </summary>
internal sealed unsafe class RowSheet : IDisposable
{
    private const int Null = -1;
    private const int Number = -2;

    /// <summary>Bytes that are kept from one use to the next; more is given back, because only a burst needs it.</summary>
    private const int Kept = 64 * 1024;

    private readonly List<(SqliteStatement Statement, int FirstValue)> _rows = [];
    private readonly List<(long NumberOrPlace, int Kind)> _values = [];
    private byte* _text;
    private int _room;
    private int _used;

    /// <summary>Rows that wait to be inserted.</summary>
    public int Count => _rows.Count;

    /// <summary>Begins a row; its values follow in the order of the statement's parameters, all of them.</summary>
    public RowSheet Row(SqliteStatement statement)
    {
        _rows.Add((statement, _values.Count));
        return this;
    }

    public RowSheet Put(long value)
    {
        _values.Add((value, Number));
        return this;
    }

    public RowSheet Put(string? text)
    {
        if (text is null)
        {
            _values.Add((0, Null));
            return this;
        }

        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Take(Encoding.UTF8.GetBytes(text, Free));
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public RowSheet PutText(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(Free);
        return Take(utf8.Length);
    }

    /// <summary>Inserts all rows and keeps them, so that it can be done again when the transaction fails.</summary>
    /// <exception cref="SqliteException">A row was refused; the transaction decides what becomes of the others.</exception>
    /// <exception cref="InvalidOperationException">A row was put without all its values.</exception>
    public void Insert()
    {
        for (var row = 0; row < _rows.Count; row++)
        {
            var (statement, first) = _rows[row];
            var end = row + 1 < _rows.Count ? _rows[row + 1].FirstValue : _values.Count;
            if (end - first != statement.Parameters)
            {
                // What is not bound anew would still point to what lay there before.
                throw new InvalidOperationException($"A row has {end - first} of {statement.Parameters} values.");
            }

            for (var value = first; value < end; value++)
            {
                var (numberOrPlace, kind) = _values[value];
                var position = value - first + 1;
                switch (kind)
                {
                    case Null: statement.Bind(position, null); break;
                    case Number: statement.Bind(position, numberOrPlace); break;
                    default: statement.BindWhereItLies(position, _text + numberOrPlace, kind); break;
                }
            }

            statement.Run();
        }
    }

    /// <summary>They are in the database.</summary>
    public void Clear()
    {
        _rows.Clear();
        _values.Clear();
        _used = 0;
        if (_room > Kept)
        {
            Give(0);
        }
    }

    public void Dispose() => Give(0);

    private Span<byte> Free => new(_text + _used, _room - _used);

    private RowSheet Take(int bytes)
    {
        _values.Add((_used, bytes));
        _used += bytes;
        return this;
    }

    private void Reserve(int bytes)
    {
        // At least one byte: an empty text without an address would be NULL.
        if (_room - _used <= bytes)
        {
            Give(Math.Max(Math.Max(4_096, _room * 2), _used + bytes + 1));
        }
    }

    private void Give(int room)
    {
        _text = room == 0 ? Freed() : (byte*)NativeMemory.Realloc(_text, (nuint)room);
        _room = room;
    }

    private byte* Freed()
    {
        NativeMemory.Free(_text);
        return null;
    }
}
