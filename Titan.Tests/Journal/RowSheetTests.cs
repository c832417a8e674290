using Microsoft.Data.Sqlite;
using Titan.Engine.Journal.Database;

namespace Titan.Tests.Journal;

/// <summary>Rows that were put into words before they are inserted: every value arrives as it was put, however much was put after it.</summary>
public sealed class RowSheetTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteStatement _insert;
    private readonly RowSheet _sheet = new();

    public RowSheetTests()
    {
        _connection.Open();
        Execute("CREATE TABLE rows(id INTEGER PRIMARY KEY, word TEXT, body TEXT)");
        _insert = new SqliteStatement(_connection, "INSERT INTO rows(id, word, body) VALUES (?1, ?2, ?3)");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _sheet.Dispose();
        _connection.Dispose();
    }

    [Fact]
    public void Values_OfEachKind_ArriveAsTheyWerePut()
    {
        _sheet.Row(_insert).Put(-7).Put("−0.86 % · ü").PutText("{\"a\":1}"u8);
        _sheet.Row(_insert).Put(long.MaxValue).Put(null).PutText([]);
        _sheet.Row(_insert).Put(1).Put("").PutText("x"u8);

        _sheet.Insert();

        Assert.Equal([(-7L, "−0.86 % · ü", "{\"a\":1}"), (1L, "", "x"), (long.MaxValue, null, "")], Rows());
    }

    [Fact]
    public void Values_PutBeforeTheSheetGrew_ArriveAllTheSame()
    {
        var words = Enumerable.Range(1, 3_000).Select(static number => $"{number} {new string('w', number % 500)}").ToArray();
        for (var number = 1; number <= words.Length; number++)
        {
            _sheet.Row(_insert).Put(number).Put(words[number - 1]).Put(null);
        }

        _sheet.Insert();

        Assert.Equal(words, Rows().Select(static row => row.Word));
    }

    [Fact]
    public void Rows_OfATransactionThatFailed_AreInsertedAgain()
    {
        _sheet.Row(_insert).Put(1).Put("first").Put(null);
        _sheet.Row(_insert).Put(1).Put("twice").Put(null);
        Execute("BEGIN");
        Assert.Throws<SqliteException>(_sheet.Insert);
        Execute("ROLLBACK; DROP TABLE rows; CREATE TABLE rows(id INTEGER, word TEXT, body TEXT)");

        _sheet.Insert();
        _sheet.Clear();
        _sheet.Insert();

        Assert.Equal(["first", "twice"], Rows().Select(static row => row.Word));
        Assert.Equal(0, _sheet.Count);
    }

    [Fact]
    public void Row_WithoutAllItsValues_IsRefused()
    {
        _sheet.Row(_insert).Put(1).Put("whole").Put(null);
        _sheet.Row(_insert).Put(2).Put("half");

        Assert.Contains("2 of 3", Assert.Throws<InvalidOperationException>(_sheet.Insert).Message, StringComparison.Ordinal);
    }

    private List<(long Id, string? Word, string? Body)> Rows()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, word, body FROM rows ORDER BY id";
        using var reader = command.ExecuteReader();
        var rows = new List<(long, string?, string?)>();
        while (reader.Read())
        {
            rows.Add((reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
