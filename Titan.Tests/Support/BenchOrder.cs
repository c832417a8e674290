using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Support;

/// <summary>An order as the exchange of the bench keeps it.</summary>
internal sealed class BenchOrder(string clientId, string venueId, Instrument instrument, Side side, decimal quantity, decimal? price, bool reduceOnly)
{
    public string ClientId => clientId;

    public string VenueId => venueId;

    public Instrument Instrument => instrument;

    public Side Side => side;

    public decimal Quantity => quantity;

    public bool ReduceOnly => reduceOnly;

    public decimal Filled { get; set; }

    public VenueOrderStatus Status { get; set; }

    public decimal? StopLoss { get; init; }

    public decimal? TakeProfit { get; init; }

    public bool IsOpen => Status is VenueOrderStatus.New or VenueOrderStatus.PartiallyFilled;

    public OrderReport Report(DateTimeOffset now) => new()
    {
        ClientOrderId = clientId,
        VenueOrderId = venueId,
        Symbol = instrument.Id.Value,
        Side = side,
        Status = Status,
        Quantity = quantity,
        FilledQuantity = Filled,
        Price = price ?? 0m,
        ReduceOnly = reduceOnly,
        CancelType = Status == VenueOrderStatus.Cancelled ? "CancelByUser" : "",
        UpdatedAt = now,
    };
}
