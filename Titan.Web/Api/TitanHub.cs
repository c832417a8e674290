using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Titan.Engine.Kernel;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>What a client of /hubs/titan hears: every message of spec titan-trading 7.3 in its envelope.</summary>
public interface ITitanClient
{
    Task Message(PushMessage message);
}

/// <summary>/hubs/titan (SignalR): the same messages in the same order as /ws; a client may send PING and REQUEST_STATE.</summary>
[Authorize]
internal sealed class TitanHub(HubPumps pumps) : Hub<ITitanClient>
{
    [HubMethodName("PING")]
    public Task PingAsync() => pumps.AnswerAsync(Context, "PING");

    [HubMethodName("REQUEST_STATE")]
    public Task RequestStateAsync() => pumps.AnswerAsync(Context, "REQUEST_STATE");

    public override async Task OnConnectedAsync()
    {
        if (!pumps.Begin(Context))
        {
            await Clients.Caller.Message(pumps.Refusal());
            Context.Abort();
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        pumps.End(Context);
        return Task.CompletedTask;
    }
}

/// <summary>The pumps of the hub's connections, one each; a hub object itself lives only for one call.</summary>
internal sealed class HubPumps(IHubContext<TitanHub, ITitanClient> hub, IEngine engine, WallClock clock, PushPace pace, PushClients clients, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, PushPump> _pumps = new(StringComparer.Ordinal);

    /// <summary>Starts telling.</summary>
    /// <returns>False when all places are taken.</returns>
    public bool Begin(HubCallerContext caller)
    {
        if (!clients.TryEnter())
        {
            return false;
        }

        var client = hub.Clients.Client(caller.ConnectionId);
        var pump = new PushPump(engine, clock.Time, pace, (message, _) => client.Message(message));
        _pumps[caller.ConnectionId] = pump;
        _ = RunAsync(pump, caller.ConnectionAborted);
        return true;
    }

    public Task AnswerAsync(HubCallerContext caller, string word) =>
        _pumps.TryGetValue(caller.ConnectionId, out var pump) ? pump.AnswerAsync(word, caller.ConnectionAborted) : Task.CompletedTask;

    public void End(HubCallerContext caller)
    {
        if (_pumps.TryRemove(caller.ConnectionId, out _))
        {
            clients.Leave();
        }
    }

    public PushMessage Refusal() => new("ERROR", clock.Time.GetUtcNow().ToUnixTimeMilliseconds(), 1, new { code = 1013, message = clients.Full });

    private async Task RunAsync(PushPump pump, CancellationToken aborted)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        await pump.RunAsync(life.Token);
    }
}
