using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// Writes the JSON, where nobody made it before (<see cref="PayloadAhead"/>), and the chain of a large commit's rows on another thread while the writer
/// inserts: what is ready the writer takes, what is not it makes itself, so it waits for nothing. Only under load; a commit of an order or two is faster without.
/// </summary>
internal sealed class RowsAhead
{
    /// <summary>Entries from which it is worth it.</summary>
    public const int LargeCommit = 256;

    private readonly JournalEntry[] _entries;
    private readonly PayloadAhead?[] _payloads;
    private readonly (byte[] Payload, byte[] Hash)[] _rows;
    private int _ready;
    private volatile bool _over;

    private RowsAhead(JournalEntry[] entries, PayloadAhead?[] payloads) => (_entries, _payloads, _rows) = (entries, payloads, new (byte[], byte[])[entries.Length]);

    /// <summary>Begins to make rows, or null when there are too few.</summary>
    /// <param name="entries">The commit's entries; a copy is kept, so the list may be used again.</param>
    /// <param name="before">Chain hash before the first of them.</param>
    /// <param name="payloads">For each entry where its JSON may be found, if anywhere; copied too. Null for nowhere.</param>
    public static RowsAhead? Begin(IReadOnlyList<JournalEntry> entries, byte[] before, IReadOnlyList<PayloadAhead?>? payloads = null)
    {
        if (entries.Count < LargeCommit)
        {
            return null;
        }

        var ahead = new RowsAhead([.. entries], payloads is null ? new PayloadAhead?[entries.Count] : [.. payloads]);
        _ = Task.Run(() => ahead.Make(before));
        return ahead;
    }

    public bool TryTake(int index, out byte[] payload, out byte[] hash)
    {
        if (index < Volatile.Read(ref _ready))
        {
            (payload, hash) = _rows[index];
            return true;
        }

        (payload, hash) = ([], []);
        return false;
    }

    /// <summary>Nothing more is taken.</summary>
    public void End() => _over = true;

    private void Make(byte[] before)
    {
        using var json = new JsonScratch();
        using var chain = new JournalChain();
        for (var index = 0; index < _entries.Length && !_over; index++)
        {
            ref readonly var entry = ref _entries[index];
            var payload = _payloads[index]?.Take() ?? FactCodec.Write(entry.Fact, json).ToArray();
            before = chain.Next(before, entry.Sequence, entry.At.UtcTicks, FactCodec.KindOf(entry.Fact), payload);
            _rows[index] = (payload, before);
            Volatile.Write(ref _ready, index + 1);
        }
    }
}
