using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Titan.Simulator;

namespace Titan.Tests.Simulator.Support;

/// <summary>One socket to the venue; every frame is kept and can be waited for.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly SimulatorHost _host;
    private readonly List<JsonElement> _frames = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Lock _gate = new();
    private Task _reading = Task.CompletedTask;
    private int _seen;

    private SocketClient(SimulatorHost host) => _host = host;

    public bool IsOpen => _socket.State == WebSocketState.Open;

    public IReadOnlyList<JsonElement> Frames
    {
        get
        {
            lock (_gate) return [.. _frames];
        }
    }

    public static async Task<SocketClient> ConnectAsync(SimulatorHost host, string path)
    {
        var client = new SocketClient(host);
        await client._socket.ConnectAsync(new Uri(host.StreamUrl, path), CancellationToken.None);
        client._reading = client.ReadAsync();
        return client;
    }

    public static async Task<SocketClient> PrivateAsync(SimulatorHost host, params string[] topics)
    {
        var client = await ConnectAsync(host, "/v5/private");
        await client.AuthenticateAsync();
        await client.NextAsync(static f => Text(f, "op") == "auth");
        if (topics.Length > 0) await client.SubscribeAsync(topics);
        return client;
    }

    public static async Task<SocketClient> PublicAsync(SimulatorHost host, params string[] topics)
    {
        var client = await ConnectAsync(host, "/v5/public/linear");
        await client.SubscribeAsync(topics);
        return client;
    }

    public async Task SubscribeAsync(params string[] topics)
    {
        await SendAsync($$"""{"req_id":"s","op":"subscribe","args":[{{string.Join(',', topics.Select(static t => $"\"{t}\""))}}]}""");
        await WaitForAsync(static f => Text(f, "op") == "subscribe");
    }

    public Task AuthenticateAsync(string secret = "sim-secret", string idName = "req_id")
    {
        var expires = (_host.VenueTime.ToUnixTimeMilliseconds() + 10_000).ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes("GET/realtime" + expires)));
        return SendAsync($$"""{"{{idName}}":"a","op":"auth","args":["sim-key",{{expires}},"{{signature}}"]}""");
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame that fits, skipping what does not; frames are looked at once.</summary>
    public async Task<JsonElement> NextAsync(Func<JsonElement, bool> fits)
    {
        while (true)
        {
            lock (_gate)
            {
                while (_seen < _frames.Count)
                    if (fits(_frames[_seen++])) return _frames[_seen - 1];
            }
            await ArrivalAsync();
        }
    }

    /// <summary>Waits until any frame so far fits, without using frames up.</summary>
    public async Task<JsonElement> WaitForAsync(Func<JsonElement, bool> fits)
    {
        while (true)
        {
            foreach (var frame in Frames)
                if (fits(frame)) return frame;
            await ArrivalAsync();
        }
    }

    /// <summary>Waits until the venue ends the connection.</summary>
    public Task ClosedAsync() => _reading.WaitAsync(s_patience);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _arrived.Dispose();
    }

    public static string Text(JsonElement frame, string name) => frame.TryGetProperty(name, out var value) ? value.ToString() : "";

    public static string Topic(JsonElement frame) => Text(frame, "topic");

    private async Task ArrivalAsync()
    {
        if (!await _arrived.WaitAsync(s_patience)) throw new TimeoutException("No frame came; had " + string.Join('\n', Frames));
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 20];
        var length = 0;
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close) return;
                length += result.Count;
                if (!result.EndOfMessage) continue;
                lock (_gate) _frames.Add(JsonElement.Parse(buffer.AsSpan(0, length)));
                length = 0;
                _arrived.Release();
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection ended, which some tests wait for.
        }
    }
}
