using System.Net.Http.Headers;
using System.Text;
using Titan.Benchmarks.Stub;

namespace Titan.Benchmarks.Orders;

/// <summary>HttpClient and nothing else: what REST costs in .NET before anyone thinks of budgets, unknown outcomes or journals.</summary>
internal sealed class HttpFloor(int port) : IOrderSender
{
    private readonly HttpClient _http = new() { BaseAddress = StubAddress.Rest(port) };

    public Task OpenAsync(CancellationToken cancellationToken) => _http.GetAsync(new Uri("/v5/market/time", UriKind.Relative), cancellationToken);

    public async Task SendAsync(string id, CancellationToken cancellationToken)
    {
        var body = FloorOrder.Body(id);
        var stamp = FloorOrder.Stamp();
        using var message = new HttpRequestMessage(HttpMethod.Post, "/v5/order/create") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("X-BAPI-API-KEY", StubSignature.Key);
        message.Headers.TryAddWithoutValidation("X-BAPI-TIMESTAMP", stamp);
        message.Headers.TryAddWithoutValidation("X-BAPI-RECV-WINDOW", "5000");
        message.Headers.TryAddWithoutValidation("X-BAPI-SIGN", FloorOrder.Sign(stamp, body));
        using var answer = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
        FloorOrder.Demand(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
