using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>Something that reaches the loop, other than market data (which travels in slots without allocating).</summary>
internal abstract record EngineInput;

/// <summary>Time went on; rules of time run.</summary>
internal sealed record Ticked(VenueStatus Venue, SpotFeedStatus? Spot = null) : EngineInput;

/// <summary>The loop itself did not run for this long by the machine's clock (stopped process, swap, suspend).</summary>
internal sealed record StoodStill(TimeSpan For) : EngineInput;

internal sealed record Commanded(EngineCommand Command) : EngineInput;

/// <summary>A signal came by the channel.</summary>
internal sealed record SignalArrived(SignalPost Post) : EngineInput;

internal sealed record OrderReported(OrderReport Report) : EngineInput;

internal sealed record Executed(ExecutionReport Report) : EngineInput;

internal sealed record PositionTold(VenuePosition Position) : EngineInput;

internal sealed record WalletTold(WalletReport Wallet) : EngineInput;

internal sealed record StreamMoved(StreamChange Change) : EngineInput;

internal sealed record SendAnswered(ClientOrderId Id, VenueOutcome Outcome) : EngineInput;

internal sealed record CancelAnswered(ClientOrderId Id, VenueOutcome Outcome) : EngineInput;

internal sealed record EverythingCancelled(CorrelationId Correlation, VenueAnswer<IReadOnlyList<VenueOrderId>> Answer) : EngineInput;

internal sealed record ForeignCancelled(CorrelationId Correlation, VenueOutcome Outcome) : EngineInput;

internal sealed record ProtectionAnswered(string Symbol, VenueOutcome Outcome, CorrelationId? AskedBy = null) : EngineInput;

internal sealed record InstrumentLoaded(string Symbol, VenueAnswer<IReadOnlyList<Instrument>> Answer) : EngineInput;

/// <summary>Past bars of an instrument that joined, closed, oldest first of each interval.</summary>
internal sealed record HistoryLoaded(Instrument Instrument, IReadOnlyList<Bar> Bars) : EngineInput;

/// <summary>An instrument that joined is followed, with so many past bars; or why it is not.</summary>
internal sealed record InstrumentWatched(Instrument Instrument, int Bars, string? Problem = null) : EngineInput;

/// <summary>The emergency marker was looked at: its text, or null when there is none.</summary>
internal sealed record EmergencyMarkerSeen(string? Text) : EngineInput;

internal sealed record OrderFound(ClientOrderId Id, VenueAnswer<IReadOnlyList<OrderReport>> Answer) : EngineInput;

internal sealed record AccountAnswered(string Trigger, VenueAnswer<AccountSnapshot> Answer) : EngineInput;

internal sealed record WalletAnswered(VenueAnswer<WalletReport> Answer) : EngineInput;

internal sealed record ClosedPnlAnswered(string Symbol, VenueAnswer<IReadOnlyList<ClosedPnl>> Answer) : EngineInput;

internal sealed record JournalMoved(JournalStatus Status) : EngineInput;

/// <summary>The host restored, loaded instruments and history, and opened the venue: trading may begin once reconciled.</summary>
internal sealed record SessionBegan(string Version, string Mode, string Venue, string Environment) : EngineInput;
