using System.Net.WebSockets;
using System.Text.Json;
using Titan.Engine.Kernel;

namespace Titan.Web.Api;

/// <summary>One client of /ws: hears what the pump tells, and is heard.</summary>
internal sealed class PushConnection(WebSocket socket, IEngine engine, TimeProvider clock, PushPace pace)
{
    private const int LargestMessage = 4 * 1024;

    /// <summary>Serves the client until it leaves or the process stops.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var pump = new PushPump(engine, clock, pace, SendAsync);
        var telling = pump.RunAsync(life.Token);
        var listening = ListenAsync(pump, life.Token);
        await Task.WhenAny(telling, listening);
        await life.CancelAsync();
        await Task.WhenAll(telling, listening);
    }

    private Task SendAsync(PushMessage message, CancellationToken cancellationToken) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, ApiJson.WithNulls), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private async Task ListenAsync(PushPump pump, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestMessage];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close || !received.EndOfMessage)
                {
                    return;
                }

                await pump.AnswerAsync(WordOf(buffer.AsMemory(0, received.Count)), cancellationToken);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client left, fell silent, or the process stops.
        }
    }

    private static string? WordOf(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                ? type.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
