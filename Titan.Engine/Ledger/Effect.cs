using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Ledger;

/// <summary>
/// Something to be done outside, as data. The core says it, the shell does it after the facts of the same turn are on disk, and the
/// answer comes back as an input.
/// </summary>
public abstract record Effect
{
    /// <summary>Reduces or protects risk: goes out even while the journal cannot be written (design 3a).</summary>
    public virtual bool Stopping => false;
}

public sealed record SendOrder(OrderRequest Order) : Effect
{
    public override bool Stopping => Order.ReduceOnly;
}

public sealed record CancelOrder(Instrument Instrument, ClientOrderId Id) : Effect
{
    public override bool Stopping => true;
}

/// <summary>Cancels everything that works on the venue, ours or not.</summary>
public sealed record CancelEverything(CorrelationId Correlation, bool IncludeProtective) : Effect
{
    public override bool Stopping => true;
}

/// <summary>Cancels an order that is not ours, by the venue's id.</summary>
public sealed record CancelForeignOrder(Instrument Instrument, VenueOrderId Id, CorrelationId Correlation) : Effect
{
    public override bool Stopping => true;
}

/// <summary>Puts stop and target on a position: null leaves, 0 removes. An operator's carries the correlation that waits for the answer.</summary>
public sealed record AttachProtection(Instrument Instrument, decimal? StopLoss, decimal? TakeProfit, CorrelationId? AskedBy = null) : Effect
{
    public override bool Stopping => true;
}

/// <summary>Asks the venue what became of an order.</summary>
public sealed record AskForOrder(Instrument Instrument, ClientOrderId Id) : Effect
{
    public override bool Stopping => true;
}

/// <summary>Asks for positions, orders, executions and wallet in one go; the trigger says who waits for it.</summary>
public sealed record AskForAccount(string Trigger, DateTimeOffset ExecutionsSince) : Effect
{
    public override bool Stopping => true;
}

public sealed record AskForWallet : Effect
{
    public override bool Stopping => true;
}

/// <summary>Asks at which price a phantom position was closed.</summary>
public sealed record AskForClosedPnl(Instrument Instrument, DateTimeOffset Since) : Effect
{
    public override bool Stopping => true;
}

public sealed record SetLeverage(Instrument Instrument, decimal Leverage) : Effect;

/// <summary>Asks for the terms of an instrument that is not of this session, because something is open in it or somebody wants it on the whitelist.</summary>
public sealed record LoadInstrument(string Symbol) : Effect
{
    public override bool Stopping => true;
}

/// <summary>Follows an instrument from now on that joined the session: past bars for the strategies, then the streams.</summary>
public sealed record WatchInstrument(Instrument Instrument) : Effect;

/// <summary>Leaves the emergency marker in the data directory.</summary>
public sealed record WriteEmergencyMarker(string By, string Reason, DateTimeOffset At) : Effect
{
    public override bool Stopping => true;
}

public sealed record RemoveEmergencyMarker : Effect;
