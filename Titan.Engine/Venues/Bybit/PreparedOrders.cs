namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Requests of orders that are on their way to the disk, put together meanwhile: what is left to do afterwards is to send them. A place to look first and
/// nothing more: an order that is not here is put together when it is sent. The engine's loop puts in, whoever sends takes out; what nobody
/// takes out is overwritten.
/// </summary>
internal sealed class PreparedOrders
{
    /// <summary>As many as a FLATTEN ALL hands over at once.</summary>
    private const int Places = 64;

    private readonly Prepared?[] _places = new Prepared?[Places];
    private int _next;

    public void Put(OrderRequest order, bool hedged, BybitRequest request)
    {
        Volatile.Write(ref _places[_next], new Prepared(order, hedged, request));
        _next = (_next + 1) % Places;
    }

    /// <summary>The request of just this order for an account in this mode; null when it was not prepared, or was taken before.</summary>
    public BybitRequest? Take(OrderRequest order, bool hedged)
    {
        for (var place = 0; place < Places; place++)
        {
            if (Volatile.Read(ref _places[place]) is { } found && ReferenceEquals(found.Order, order))
                return Interlocked.CompareExchange(ref _places[place], null, found) == found && found.Hedged == hedged ? found.Request : null;
        }

        return null;
    }

    private sealed record Prepared(OrderRequest Order, bool Hedged, BybitRequest Request);
}
