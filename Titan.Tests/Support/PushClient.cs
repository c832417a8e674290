using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Titan.Web.Access;

namespace Titan.Tests.Support;

/// <summary>A tool at /ws, or at /hubs/titan speaking SignalR's JSON frames itself: one message of the envelope at a time.</summary>
internal sealed class PushClient : IDisposable
{
    private const char HubEnd = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebSocket _socket;
    private readonly bool _hub;
    private readonly Queue<string> _frames = new();

    private PushClient(WebSocket socket, bool hub) => (_socket, _hub) = (socket, hub);

    public static async Task<PushClient> ConnectAsync(ConsoleHost host, string door)
    {
        var client = host.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountStore.FirstName}:{ConsoleHost.Password}"));
        var push = new PushClient(await client.ConnectAsync(new Uri("ws://localhost" + door), CancellationToken.None), door != "/ws");
        if (push._hub)
        {
            await push.SendAsync("{\"protocol\":\"json\",\"version\":1}" + HubEnd);
        }

        return push;
    }

    public Task SayAsync(string word) => SendAsync(_hub ? $$"""{"type":1,"target":"{{word}}","arguments":[]}""" + HubEnd : $$"""{"type":"{{word}}"}""");

    /// <summary>Reads on to a message of the type; the numbers of all that were read are kept.</summary>
    public async Task<JsonNode> UntilAsync(string type, List<long>? seen = null)
    {
        while (true)
        {
            var message = await NextAsync();
            seen?.Add(message["seq"]!.GetValue<long>());
            if (message["type"]!.GetValue<string>() == type)
            {
                return message;
            }
        }
    }

    /// <summary>The hub's own frames (handshake, pings) are passed over; its messages are the envelope in the first argument.</summary>
    public async Task<JsonNode> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (_frames.Count == 0)
            {
                await ReceiveAsync(limit.Token);
            }
            else if (JsonNode.Parse(_frames.Dequeue())!.AsObject() is { } frame && (!_hub || frame["target"] is not null))
            {
                Assert.True(!_hub || frame["target"]!.GetValue<string>() == "Message");
                return _hub ? frame["arguments"]![0]! : frame;
            }
        }
    }

    /// <summary>Waits for the goodbye.</summary>
    public async Task<WebSocketCloseStatus?> ClosedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var received = await _socket.ReceiveAsync(new byte[1024].AsMemory(), limit.Token);
        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
        return _socket.CloseStatus;
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            bytes.Write(buffer.AsSpan(0, received.Count));
            if (received.EndOfMessage)
            {
                break;
            }
        }

        foreach (var frame in Encoding.UTF8.GetString(bytes.ToArray()).Split(HubEnd, StringSplitOptions.RemoveEmptyEntries))
        {
            _frames.Enqueue(frame);
        }
    }
}
