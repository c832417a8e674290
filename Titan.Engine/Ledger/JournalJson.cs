using System.Text.Json.Serialization;

namespace Titan.Engine.Ledger;

/// <summary>JSON form of facts and state images, generated at build time. Names and values are stable: journals live for years.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(EngineStateImage))]
[JsonSerializable(typeof(LedgerOpened))]
[JsonSerializable(typeof(SessionStarted))]
[JsonSerializable(typeof(SettingsAccepted))]
[JsonSerializable(typeof(SessionEnded))]
[JsonSerializable(typeof(CommandRecorded))]
[JsonSerializable(typeof(ArmChanged))]
[JsonSerializable(typeof(PauseChanged))]
[JsonSerializable(typeof(BreakerTripped))]
[JsonSerializable(typeof(BreakerReset))]
[JsonSerializable(typeof(CascadeSeen))]
[JsonSerializable(typeof(PhaseChanged))]
[JsonSerializable(typeof(ModifierChanged))]
[JsonSerializable(typeof(AllocationOverridden))]
[JsonSerializable(typeof(OverrideEnded))]
[JsonSerializable(typeof(IntentJudged))]
[JsonSerializable(typeof(SignalHeard))]
[JsonSerializable(typeof(SignalLapsed))]
[JsonSerializable(typeof(OrderCreated))]
[JsonSerializable(typeof(OrderMoved))]
[JsonSerializable(typeof(FillBooked))]
[JsonSerializable(typeof(FundingBooked))]
[JsonSerializable(typeof(ExecutionsAdopted))]
[JsonSerializable(typeof(ProtectionSeen))]
[JsonSerializable(typeof(ProtectionWanted))]
[JsonSerializable(typeof(PositionCorrected))]
[JsonSerializable(typeof(Reconciled))]
[JsonSerializable(typeof(EquityMarked))]
[JsonSerializable(typeof(DayRolled))]
[JsonSerializable(typeof(FlattenStarted))]
[JsonSerializable(typeof(FlattenAdvanced))]
[JsonSerializable(typeof(FlattenEnded))]
[JsonSerializable(typeof(AlertRaised))]
[JsonSerializable(typeof(EventNoted))]
internal sealed partial class JournalJson : JsonSerializerContext;
