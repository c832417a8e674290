namespace Titan.Benchmarks.Orders;

/// <summary>Sends one order and ends with its acknowledgement; throws when it was not accepted.</summary>
internal interface IOrderSender : IAsyncDisposable
{
    Task OpenAsync(CancellationToken cancellationToken);

    Task SendAsync(string id, CancellationToken cancellationToken);
}
