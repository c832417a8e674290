using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Serving;

/// <summary>
/// The floors of goal 9: ten rows and two figures pushed five times a second to whoever is connected, by a SignalR hub with JSON or by plain
/// WebSockets that share one buffer. Nobody signs in, nothing is behind it.
/// </summary>
internal static class PushFloor
{
    public static async Task RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{arguments.Number("port", 0)}"));
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapGet("/health/ready", static () => "ready");
        Func<PushState, Task> send;
        if (arguments.Required("peer") == "floor-hub")
        {
            app.MapHub<PushHub>("/push");
            var hub = app.Services.GetRequiredService<IHubContext<PushHub>>();
            send = state => hub.Clients.All.SendAsync("push", state, cancellationToken);
        }
        else
        {
            var sockets = new SharedSockets();
            app.UseWebSockets();
            app.Map("/push", (HttpContext context) => sockets.ServeAsync(context, cancellationToken));
            send = state => sockets.SendAsync(JsonSerializer.SerializeToUtf8Bytes(state, JsonSerializerOptions.Web), cancellationToken);
        }

        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        var beating = BeatAsync(send, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        await beating.ConfigureAwait(false);
    }

    private static async Task BeatAsync(Func<PushState, Task> send, CancellationToken cancellationToken)
    {
        for (var beat = 0L; !cancellationToken.IsCancellationRequested;)
        {
            // A delay may end a moment early: the same beat is never made twice.
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            beat = Math.Max(beat + PushState.BeatMs, ((now / PushState.BeatMs) + 1) * PushState.BeatMs);
            await Task.Delay(TimeSpan.FromMilliseconds(beat - now), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            await send(PushState.Of(beat)).ConfigureAwait(false);
        }
    }

    /// <summary>Says nothing by itself.</summary>
    public sealed class PushHub : Hub;

    private sealed class SharedSockets
    {
        private readonly Lock _gate = new();
        private readonly List<WebSocket> _open = [];

        public async Task ServeAsync(HttpContext context, CancellationToken cancellationToken)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            lock (_gate)
            {
                _open.Add(socket);
            }

            try
            {
                var nothing = new byte[256];
                while (socket.State == WebSocketState.Open)
                {
                    await socket.ReceiveAsync(nothing.AsMemory(), cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
            {
                // The viewer left.
            }

            lock (_gate)
            {
                _open.Remove(socket);
            }
        }

        public async Task SendAsync(ReadOnlyMemory<byte> state, CancellationToken cancellationToken)
        {
            WebSocket[] open;
            lock (_gate)
            {
                open = [.. _open];
            }

            foreach (var socket in open.Where(static socket => socket.State == WebSocketState.Open))
            {
                await socket.SendAsync(state, WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
