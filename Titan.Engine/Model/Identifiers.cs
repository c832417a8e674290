namespace Titan.Engine.Model;

/// <summary>Names one instrument inside Titan; for Bybit perpetuals it equals the venue's symbol (BTCUSDT). Default is "no instrument".</summary>
public readonly record struct InstrumentId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Our own id of an order (Bybit orderLinkId): on disk before the order is on the wire, unique for ever, at most 36 characters.</summary>
public readonly record struct ClientOrderId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The venue's id of an order, known once the venue has acknowledged it.</summary>
public readonly record struct VenueOrderId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The venue's id of one execution; fills are booked once per id.</summary>
public readonly record struct ExecutionId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Ties a signal, its intent, verdict, orders and fills, or an operator's act and all that followed, together.</summary>
public readonly record struct CorrelationId(string Value)
{
    public override string ToString() => Value;
}
