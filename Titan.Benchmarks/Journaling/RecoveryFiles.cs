using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Benchmarks.Running;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Benchmarks.Journaling;

/// <summary>Makes goal 8's ledgers once: with the last state snapshot, without any, and the floor's binary file of the same length.</summary>
internal static class RecoveryFiles
{
    public const int FloorRecordBytes = 48;

    // An engine whose state has another form passes over the snapshots of an older file, and would be measured without any.
    private static readonly string Form = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(new EngineState().ComputeHash())))[..8];

    public static string Folder(string cache, long entries, bool snapshot) =>
        Path.Combine(cache, string.Create(CultureInfo.InvariantCulture, $"ledger-{entries}-{(snapshot ? "snapshot" : "plain")}-{Form}"));

    public static string FloorFile(string cache, long entries) => Path.Combine(cache, string.Create(CultureInfo.InvariantCulture, $"floor-{entries}.records"));

    /// <summary>Runs as <c>measure ledger make</c>, so that the work of making is never part of a measured process.</summary>
    public static async Task MakeAsync(string cache, long entries, CancellationToken cancellationToken)
    {
        var (with, without) = (Folder(cache, entries, snapshot: true), Folder(cache, entries, snapshot: false));
        if (!Directory.Exists(with))
        {
            var unfinished = with + ".unfinished";
            await WriteLedgerAsync(unfinished, entries, cancellationToken).ConfigureAwait(false);
            Directory.Move(unfinished, with);
        }

        if (!Directory.Exists(without))
        {
            Directory.CreateDirectory(without);
            File.Copy(Path.Combine(with, "titan_execution.db"), Path.Combine(without, "titan_execution.db"));
            using var connection = new SqliteConnection($"Data Source={Path.Combine(without, "titan_execution.db")};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM state_snapshots; PRAGMA wal_checkpoint(TRUNCATE);";
            command.ExecuteNonQuery();
        }

        if (!File.Exists(FloorFile(cache, entries)))
        {
            WriteFloor(FloorFile(cache, entries), entries);
        }
    }

    public static bool Exist(string cache, long entries) =>
        Directory.Exists(Folder(cache, entries, snapshot: false)) && File.Exists(FloorFile(cache, entries));

    /// <summary>Starts a process that makes them.</summary>
    public static void Demand(string cache, long entries)
    {
        if (Exist(cache, entries))
        {
            return;
        }

        using var process = System.Diagnostics.Process.Start(
            Environment.ProcessPath ?? "dotnet",
            [.. Contestant.OwnAssembly(), "measure", "ledger", "make", "--cache", cache, "--entries", entries.ToString(CultureInfo.InvariantCulture)]);
        process.WaitForExit();
    }

    private static async Task WriteLedgerAsync(string folder, long entries, CancellationToken cancellationToken)
    {
        await using var journal = new SqliteJournal(new JournalOptions { DataDirectory = folder }, TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        var state = await journal.RestoreAsync(cancellationToken).ConfigureAwait(false);
        foreach (var portion in new TradeLife(state.Sequence).Entries(entries - state.Sequence).Chunk(10))
        {
            while (!journal.TryAppend(new JournalBatch(portion, null)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }

        await journal.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    // Sequence, time, kind and instrument, quantity, price, fee, CRC32C: everything a fold needs when nothing is for people.
    private static void WriteFloor(string path, long entries)
    {
        using var output = new BufferedStream(File.Create(path), 1 << 20);
        Span<byte> record = stackalloc byte[FloorRecordBytes];
        foreach (var entry in new TradeLife(0).Entries(entries))
        {
            record.Clear();
            BinaryPrimitives.WriteInt64LittleEndian(record, entry.Sequence);
            BinaryPrimitives.WriteInt64LittleEndian(record[8..], entry.At.UtcTicks);
            record[16] = (byte)(entry.Fact is FillBooked ? 1 : entry.Fact is OrderCreated ? 2 : 0);
            if (entry.Fact is FillBooked fill)
            {
                record[17] = (byte)(fill.Instrument.Value[0] % 16);
                BinaryPrimitives.WriteInt64LittleEndian(record[24..], (long)(fill.Quantity * 1_000m) * (fill.Side == Engine.Model.Side.Buy ? 1 : -1));
                BinaryPrimitives.WriteInt64LittleEndian(record[32..], (long)(fill.Price * 10_000m));
            }

            BinaryPrimitives.WriteUInt32LittleEndian(record[44..], BinaryLedger.Checksum(record[..44]));
            output.Write(record);
        }
    }
}
