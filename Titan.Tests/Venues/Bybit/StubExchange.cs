using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Tests.Venues.Bybit;

/// <summary>
/// A loopback server that answers socket frames as a script says: for what no well-behaved exchange does. REST only tells the time.
/// </summary>
internal sealed class StubExchange : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, WebSocket> _sockets = new();

    private StubExchange(WebApplication app) => _app = app;

    /// <summary>What to send back for a frame on a path; null answers nothing.</summary>
    public Func<string, JsonElement, IEnumerable<string>> Answer { get; set; } = (path, frame) => Polite(path, frame);

    public ConcurrentQueue<(string Path, string Frame)> Frames { get; } = new();

    public int Connections { get; private set; }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public static async Task<StubExchange> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubExchange(app);
        app.UseWebSockets();
        app.Run(stub.ServeAsync);
        await app.StartAsync();
        stub.Url = new Uri(app.Urls.First());
        return stub;
    }

    /// <summary>The answers of an exchange without faults.</summary>
    public static IEnumerable<string> Polite(string path, JsonElement frame)
    {
        var id = frame.Text("req_id", "reqId");
        return (path, frame.Text("op")) switch
        {
            ("/v5/trade", "auth") => [$$"""{"reqId":"{{id}}","retCode":0,"retMsg":"OK","op":"auth","connId":"c"}"""],
            ("/v5/trade", "ping") => ["""{"retCode":0,"retMsg":"OK","op":"pong","data":["1"],"connId":"c"}"""],
            (_, "auth") => ["""{"success":true,"ret_msg":"","op":"auth","conn_id":"c"}"""],
            (_, "ping") => [$$"""{"success":true,"ret_msg":"pong","conn_id":"c","req_id":"{{id}}","op":"ping"}"""],
            (_, "subscribe" or "unsubscribe") => [$$"""{"success":true,"ret_msg":"","conn_id":"c","req_id":"{{id}}","op":"{{frame.Text("op")}}"}"""],
            _ => [],
        };
    }

    public Task PushAsync(string path, string frame) => SendAsync(_sockets[path], frame);

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets.Values)
            socket.Abort();
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(StubHandler.Ok("""{"timeSecond":"1700000000","timeNano":"1700000000000000000"}"""));
            return;
        }

        var path = context.Request.Path.Value!;
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _sockets[path] = socket;
        Connections++;
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var filled = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(filled), context.RequestAborted);
                    filled += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType != WebSocketMessageType.Text)
                    return;
                var text = Encoding.UTF8.GetString(buffer, 0, filled);
                Frames.Enqueue((path, text));
                foreach (var answer in Answer(path, JsonDocument.Parse(text).RootElement))
                    await SendAsync(socket, answer);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The adapter cut the line or the test ended.
        }
    }

    private static Task SendAsync(WebSocket socket, string frame) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
