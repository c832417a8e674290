using System.Net.WebSockets;
using Titan.Engine.Kernel;

namespace Titan.Web.Api;

/// <summary>
/// What one tool client hears, whichever of /ws and /hubs/titan it came through: CONNECTED with the whole picture, then what happens in
/// batches, STATE_UPDATE and EQUITY_UPDATE at most once a second, a heartbeat. Messages are numbered and never interleave.
/// </summary>
internal sealed class PushPump(IEngine engine, TimeProvider clock, PushPace pace, Func<PushMessage, CancellationToken, Task> send) : IDisposable
{
    /// <summary>Batches that a message may wait for its snapshot; a message a little old is better than none.</summary>
    private const int MostBatchesHeld = 8;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _seq;
    private int _held;

    /// <summary>Tells until the client leaves or the process stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var facts = engine.SubscribeFacts();
        using var timer = new PeriodicTimer(pace.Batch, clock);
        try
        {
            var start = engine.Snapshot;
            await SendAsync("CONNECTED", clock.GetUtcNow(), PushMessages.State(start, start.At), cancellationToken);
            var translator = new PushTranslator(start);
            var (stateAt, heartbeatAt) = (clock.GetTimestamp(), clock.GetTimestamp());
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await TellFactsAsync(facts, translator, cancellationToken);
                if (clock.GetElapsedTime(stateAt) >= pace.State)
                {
                    stateAt = clock.GetTimestamp();
                    await SendStateAsync(cancellationToken);
                    await SendAsync("EQUITY_UPDATE", engine.Snapshot.At, PushMessages.Equity(engine.Snapshot), cancellationToken);
                }

                if (clock.GetElapsedTime(heartbeatAt) >= pace.Heartbeat)
                {
                    heartbeatAt = clock.GetTimestamp();
                    await SendAsync("HEARTBEAT", clock.GetUtcNow(), new { }, cancellationToken);
                }
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client left, or the process stops.
        }
    }

    /// <summary>Answers a word of the client: PING, REQUEST_STATE, or what is known instead.</summary>
    public Task AnswerAsync(string? word, CancellationToken cancellationToken) => word switch
    {
        "PING" => SendAsync("PONG", clock.GetUtcNow(), new { }, cancellationToken),
        "REQUEST_STATE" => SendStateAsync(cancellationToken),
        _ => SendAsync("ERROR", clock.GetUtcNow(), new { message = "Known messages: {\"type\":\"PING\"}, {\"type\":\"REQUEST_STATE\"}." }, cancellationToken),
    };

    public void Dispose() => _gate.Dispose();

    private Task SendStateAsync(CancellationToken cancellationToken)
    {
        var snapshot = engine.Snapshot;
        return SendAsync("STATE_UPDATE", snapshot.At, PushMessages.State(snapshot, snapshot.At), cancellationToken);
    }

    private async Task TellFactsAsync(FactSubscription facts, PushTranslator translator, CancellationToken cancellationToken)
    {
        while (facts.Reader.TryPeek(out var entry))
        {
            var snapshot = engine.Snapshot;
            if (PushTranslator.IsAhead(entry, snapshot) && _held < MostBatchesHeld)
            {
                _held++;
                return;
            }

            _held = 0;
            facts.Reader.TryRead(out entry);
            if (translator.Translate(entry, snapshot) is var (type, data))
            {
                await SendAsync(type, entry.At, data, cancellationToken);
            }
        }
    }

    private async Task SendAsync(string type, DateTimeOffset at, object data, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await send(new PushMessage(type, at.ToUnixTimeMilliseconds(), ++_seq, data), cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
