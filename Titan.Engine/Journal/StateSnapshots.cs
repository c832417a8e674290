using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>State snapshots beside the journal: they only shorten recovery, so a damaged one is passed over.</summary>
internal static class StateSnapshots
{
    public static void Save(SqliteConnection connection, EngineState state, byte[] chainHash, int keep)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(zip, state.ToImage(), JournalJson.Default.EngineStateImage);
        }

        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT OR REPLACE INTO state_snapshots(sequence, at, state_hash, chain_hash, image) VALUES ($sequence, $at, $state, $chain, $image);
            DELETE FROM state_snapshots WHERE sequence NOT IN (SELECT sequence FROM state_snapshots ORDER BY sequence DESC LIMIT $keep);
            """;
        command.Parameters.AddWithValue("$sequence", state.Sequence);
        command.Parameters.AddWithValue("$at", state.At.UtcTicks);
        command.Parameters.AddWithValue("$state", state.ComputeHash());
        command.Parameters.AddWithValue("$chain", chainHash);
        command.Parameters.AddWithValue("$image", packed.ToArray());
        command.Parameters.AddWithValue("$keep", keep);
        command.ExecuteNonQuery();
    }

    /// <summary>The newest snapshot up to a sequence whose image has the hash it claims, or null.</summary>
    public static (EngineState State, byte[] ChainHash)? Newest(SqliteConnection connection, long until = long.MaxValue)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state_hash, chain_hash, image FROM state_snapshots WHERE sequence <= $until ORDER BY sequence DESC";
        command.Parameters.AddWithValue("$until", until);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (Open(rows.GetFieldValue<byte[]>(2)) is { } state && state.ComputeHash() == rows.GetString(0))
            {
                return (state, rows.GetFieldValue<byte[]>(1));
            }
        }

        return null;
    }

    private static EngineState? Open(byte[] packed)
    {
        try
        {
            using var zip = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            return JsonSerializer.Deserialize(zip, JournalJson.Default.EngineStateImage) is { } image ? EngineState.FromImage(image) : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or InvalidDataException)
        {
            return null;
        }
    }
}
