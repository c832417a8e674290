using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// Facts to and from their journal form: the kind is the type's name, the payload its JSON. Names are for ever; a kind that a newer
/// version wrote and this one does not know is an error, never skipped.
/// </summary>
public static class FactCodec
{
    private const int LongestName = 64;

    private static readonly Type[] Kinds =
    [
        typeof(LedgerOpened), typeof(SessionStarted), typeof(SessionEnded), typeof(CommandRecorded), typeof(ArmChanged), typeof(PauseChanged),
        typeof(BreakerTripped), typeof(BreakerReset), typeof(CascadeSeen), typeof(PhaseChanged), typeof(ModifierChanged),
        typeof(AllocationOverridden), typeof(OverrideEnded), typeof(IntentJudged), typeof(OrderCreated), typeof(OrderMoved), typeof(FillBooked),
        typeof(FundingBooked), typeof(ExecutionsAdopted), typeof(ProtectionSeen), typeof(ProtectionWanted), typeof(PositionCorrected), typeof(Reconciled),
        typeof(EquityMarked), typeof(DayRolled), typeof(FlattenStarted), typeof(FlattenAdvanced), typeof(FlattenEnded), typeof(AlertRaised),
        typeof(EventNoted), typeof(SignalHeard), typeof(SignalLapsed), typeof(SettingsAccepted),
    ];

    private static readonly FrozenDictionary<string, JsonTypeInfo> ByName =
        Kinds.ToFrozenDictionary(kind => kind.Name, TypeInfo, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, JsonTypeInfo>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<Type, JsonTypeInfo> ByType = Kinds.ToFrozenDictionary(kind => kind, TypeInfo);

    /// <summary>All kinds that can be written, for tests and docs.</summary>
    public static IReadOnlyList<Type> All => Kinds;

    public static string KindOf(Fact fact) => fact.GetType().Name;

    public static byte[] Write(Fact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, ByType[fact.GetType()]);

    /// <summary>The same into a place that is used over again.</summary>
    internal static ReadOnlySpan<byte> Write(Fact fact, JsonScratch scratch) => scratch.Write(fact, ByType[fact.GetType()]);

    /// <exception cref="JournalException">Unknown kind or unreadable payload.</exception>
    public static Fact Read(string kind, ReadOnlySpan<byte> payload) => Read(Kind(Encoding.UTF8.GetBytes(kind)), payload);

    /// <summary>The kind whose name this is in UTF-8.</summary>
    /// <exception cref="JournalException">Unknown kind.</exception>
    public static JsonTypeInfo Kind(ReadOnlySpan<byte> name)
    {
        Span<char> letters = stackalloc char[LongestName];
        return Encoding.UTF8.TryGetChars(name, letters, out var written) && BySpan.TryGetValue(letters[..written], out var type)
            ? type
            : throw new JournalException($"The journal holds a fact of kind {Encoding.UTF8.GetString(name)}, which this version does not know. Start the version that wrote it.");
    }

    /// <exception cref="JournalException">Unreadable payload.</exception>
    public static Fact Read(JsonTypeInfo kind, ReadOnlySpan<byte> payload)
    {
        try
        {
            return QuickFacts.Read(kind.Type, payload) ?? (Fact)JsonSerializer.Deserialize(payload, kind)!;
        }
        catch (JsonException problem)
        {
            throw new JournalException($"A fact of kind {kind.Type.Name} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>
    /// Whether a recovery may pass the row without decoding it: its kind changes no state, or it is a verdict on an intent that no signal from
    /// outside asked for. That the row is as it was written, its chain has shown.
    /// </summary>
    public static bool MovesNothing(JsonTypeInfo kind, ReadOnlySpan<byte> payload) =>
        EngineState.Passes(kind.Type) || (kind.Type == typeof(IntentJudged) && payload.IndexOf("\"signalId\""u8) < 0);

    private static JsonTypeInfo TypeInfo(Type kind) =>
        JournalJson.Default.GetTypeInfo(kind) ?? throw new InvalidOperationException($"{kind.Name} is missing in JournalJson.");
}
