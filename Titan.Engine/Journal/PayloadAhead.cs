using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// The JSON of one fact that an order waits for, made by whoever handed it over while the writer wakes up and opens its transaction: after a pause between
/// orders that takes as long as waking does. What is not ready when the writer comes to it, the writer makes itself, so nobody waits; the bytes are the same.
/// </summary>
internal sealed class PayloadAhead
{
    /// <summary>A longer batch keeps the engine's loop too long; the writer is then awake before it is done.</summary>
    public const int LongestBatch = 16;

    private byte[]? _bytes;
    private int _taken;

    /// <summary>Places for the facts of a batch that somebody waits for; null where it is not worth it.</summary>
    public static PayloadAhead[]? For(JournalBatch batch)
    {
        if (batch.AfterDurable is null || batch.Entries.Count is 0 or > LongestBatch)
        {
            return null;
        }

        var places = new PayloadAhead[batch.Entries.Count];
        for (var index = 0; index < places.Length; index++)
        {
            places[index] = new PayloadAhead();
        }

        return places;
    }

    /// <summary>Makes it, unless the writer has come by: then it makes this one itself, and soon the others.</summary>
    public bool TryMake(Fact fact, JsonScratch json)
    {
        if (Volatile.Read(ref _taken) != 0)
        {
            return false;
        }

        Volatile.Write(ref _bytes, FactCodec.Write(fact, json).ToArray());
        return true;
    }

    /// <summary>UTF-8; null when it is not made yet, and then nobody else needs to make it any more.</summary>
    public byte[]? Take()
    {
        Volatile.Write(ref _taken, 1);
        return Volatile.Read(ref _bytes);
    }
}
