using System.Net.WebSockets;
using System.Text.Json;
using Titan.Engine.Kernel;

namespace Titan.Web.Api;

/// <summary>
/// /ws for tools: CONNECTED with the whole picture, then what happens, STATE_UPDATE at most once a second. A client that is silent for
/// 60 s is dropped, an eleventh is told to come back (1013). Facts travel over a bounded subscription, so a slow client costs nobody.
/// </summary>
internal sealed class PushSocket(IEngine engine, TimeProvider clock)
{
    private const int MostClients = 10;
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StateEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private int _clients;

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problems.WriteAsync(context, 426, "UPGRADE_REQUIRED", "/ws speaks WebSocket; connect with Upgrade: websocket.");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            if (Interlocked.Increment(ref _clients) > MostClients)
            {
                await socket.CloseAsync((WebSocketCloseStatus)1013, "10 tool clients are connected; try again later", context.RequestAborted);
                return;
            }

            await ServeAsync(socket, context.RequestAborted);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The client left, or the process stops.
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
        }
    }

    private async Task ServeAsync(WebSocket socket, CancellationToken aborted)
    {
        using var facts = engine.SubscribeFacts();
        using var life = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        using var gate = new SemaphoreSlim(1, 1);
        var connection = new Connection(socket, gate);
        await connection.SendAsync("CONNECTED", clock.GetUtcNow(), PushMessages.State(engine.Snapshot, clock.GetUtcNow()), life.Token);
        var listening = ListenAsync(connection, life);
        try
        {
            await TellAsync(connection, facts, life.Token);
        }
        catch (OperationCanceledException)
        {
            // Silence, a close, or the process stops.
        }

        await life.CancelAsync();
        await listening;
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
    }

    private async Task TellAsync(Connection connection, FactSubscription facts, CancellationToken cancellationToken)
    {
        var (stateAt, heartbeatAt) = (clock.GetTimestamp(), clock.GetTimestamp());
        using var timer = new PeriodicTimer(Batch, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            for (var most = 20; most > 0 && facts.Reader.TryRead(out var entry); most--)
            {
                if (PushMessages.Of(entry.Fact, engine.Snapshot) is var (type, data))
                {
                    await connection.SendAsync(type, entry.At, data, cancellationToken);
                }
            }

            if (clock.GetElapsedTime(stateAt) >= StateEvery)
            {
                stateAt = clock.GetTimestamp();
                var snapshot = engine.Snapshot;
                await connection.SendAsync("STATE_UPDATE", snapshot.At, PushMessages.State(snapshot, clock.GetUtcNow()), cancellationToken);
                await connection.SendAsync("EQUITY_UPDATE", snapshot.At, PushMessages.Equity(snapshot), cancellationToken);
            }

            if (clock.GetElapsedTime(heartbeatAt) >= HeartbeatEvery)
            {
                heartbeatAt = clock.GetTimestamp();
                await connection.SendAsync("HEARTBEAT", clock.GetUtcNow(), new { }, cancellationToken);
            }
        }
    }

    private async Task ListenAsync(Connection connection, CancellationTokenSource life)
    {
        var buffer = new byte[4 * 1024];
        try
        {
            while (!life.IsCancellationRequested)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(life.Token);
                patience.CancelAfter(Silence);
                var received = await connection.Socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                if (received.MessageType == WebSocketMessageType.Close || !received.EndOfMessage)
                {
                    break;
                }

                await AnswerAsync(connection, buffer.AsMemory(0, received.Count), life.Token);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // Gone or silent.
        }

        await life.CancelAsync();
    }

    private async Task AnswerAsync(Connection connection, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        switch (TypeOf(message))
        {
            case "PING": await connection.SendAsync("PONG", clock.GetUtcNow(), new { }, cancellationToken); break;
            case "REQUEST_STATE": await connection.SendAsync("STATE_UPDATE", clock.GetUtcNow(), PushMessages.State(engine.Snapshot, clock.GetUtcNow()), cancellationToken); break;
            default: await connection.SendAsync("ERROR", clock.GetUtcNow(), new { message = "Known messages: {\"type\":\"PING\"}, {\"type\":\"REQUEST_STATE\"}." }, cancellationToken); break;
        }
    }

    private static string? TypeOf(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("type", out var type) ? type.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>One client: its messages are numbered and never interleave.</summary>
    private sealed class Connection(WebSocket socket, SemaphoreSlim gate)
    {
        private long _seq;

        public WebSocket Socket => socket;

        public async Task SendAsync(string type, DateTimeOffset at, object data, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                await socket.SendAsync(PushMessages.Envelope(type, ++_seq, at, data), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
