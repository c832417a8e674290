using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Tests.Journal;

/// <summary>An order's facts put into JSON by who hands them over: the journal holds the same bytes as if the writer had done it.</summary>
public sealed class PayloadAheadTests
{
    private static readonly Fact[] Facts =
    [
        new EventNoted("ORDER_PLACED", "Größe 0,1 → \"BTC\"", null, null), new EquityMarked(2450.00m, -3.10m, 2000m), new LedgerOpened("abc234"),
    ];

    [Fact]
    public void Payload_MadeAhead_IsWhatTheWriterWouldHaveWritten()
    {
        using var json = new JsonScratch();
        var places = PayloadAhead.For(Batch(Facts.Length, Nothing))!;
        for (var index = 0; index < places.Length; index++)
        {
            Assert.True(places[index].TryMake(Facts[index], json));
        }

        Assert.Equal(Facts.Select(FactCodec.Write), places.Select(static place => place.Take()!));
    }

    [Fact]
    public void Payload_WriterHasComeBy_IsNotMadeTwice()
    {
        using var json = new JsonScratch();
        var place = PayloadAhead.For(Batch(1, Nothing))![0];
        Assert.Null(place.Take());
        Assert.False(place.TryMake(Facts[0], json));
        Assert.Null(place.Take());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    [InlineData(PayloadAhead.LongestBatch + 1, true)]
    public void Batch_NobodyWaitsForOrTooLong_IsLeftToTheWriter(int entries, bool somebodyWaits) =>
        Assert.Null(PayloadAhead.For(Batch(entries, somebodyWaits ? Nothing : null)));

    [Fact]
    public async Task Journal_BatchesWithAndWithoutEffects_HoldsEachFactsOwnBytes()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        var released = 0;
        var written = new Dictionary<long, byte[]>();
        for (var round = 0; round < 400; round++)
        {
            var fact = round % 3 == 0 ? new EquityMarked(2450m - round, 0m, 2000m) : (Fact)new EventNoted("ROUND", $"round {round}", null, null);
            var entry = bench.Record(fact, round % 2 == 0 ? () => Interlocked.Increment(ref released) : null);
            written[entry.Sequence] = FactCodec.Write(fact);
        }

        await bench.Journal!.FlushAsync(CancellationToken.None);
        Assert.Equal(200, released);
        await bench.CloseAsync();
        Assert.True(JournalAudit.Replay(bench.Options.DatabasePath).Intact);

        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(bench.Options.DatabasePath));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, payload FROM journal WHERE sequence > 1 ORDER BY sequence";
        using var rows = command.ExecuteReader();
        var read = 0;
        while (rows.Read())
        {
            Assert.Equal(written[rows.GetInt64(0)], rows.GetFieldValue<byte[]>(1));
            read++;
        }

        Assert.Equal(written.Count, read);
    }

    private static void Nothing()
    {
    }

    private static JournalBatch Batch(int entries, Action? afterDurable) =>
        new([.. Enumerable.Range(0, entries).Select(static index => new JournalEntry(index + 1, DateTimeOffset.UnixEpoch, Facts[index % Facts.Length]))], afterDurable);
}
