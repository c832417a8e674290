using System.Net;
using System.Net.Sockets;

namespace Titan.Benchmarks.Stub;

/// <summary>
/// A venue of the least possible cost on a loopback port: HTTP/1.1 and WebSocket by hand on raw sockets, so that what is measured is
/// the client. Orders are accepted when their signature is right; they are filled only where a scenario holds positions.
/// </summary>
internal sealed class StubVenue : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private long _accepted;
    private long _refused;
    private StubConnection? _private;
    private int _disposed;

    public StubVenue(IStubScenario scenario, int symbols)
    {
        (Scenario, Answers) = (scenario, new StubAnswers(symbols, scenario.Account));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(256);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public IStubScenario Scenario { get; }

    public StubAnswers Answers { get; }

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Ends when a client said that it is ready for the market to move.</summary>
    public Task ClientReady => _ready.Task;

    /// <summary>Ends when the scenario has played out.</summary>
    public Task Finished => _finished.Task;

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(either.Token).ConfigureAwait(false);
                socket.NoDelay = true;
                _ = new StubConnection(socket, this).RunAsync(either.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopping.
        }
    }

    public void SayReady() => _ready.TrySetResult();

    public void Finish() => _finished.TrySetResult();

    /// <summary>The time that the venue takes for an order.</summary>
    public Task ThinkAsync() => Scenario.AnswerAfter > TimeSpan.Zero ? Task.Delay(Scenario.AnswerAfter, TimeProvider.System) : Task.CompletedTask;

    public void KeepPrivate(StubConnection connection) => Volatile.Write(ref _private, connection);

    /// <summary>
    /// Counts the order; an accepted one closes the position of its symbol, or is cancelled by the venue at once where nothing is ever held;
    /// both are told on the private stream where there is one.
    /// </summary>
    public void Judge(bool signatureHolds, ReadOnlyMemory<byte> body, string venueOrderId, long arrived)
    {
        if (!signatureHolds)
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        Interlocked.Increment(ref _accepted);
        Scenario.OrderArrived(arrived);
        Tell(Scenario.Account is { } account ? account.Close(body, venueOrderId) : [StubOrder.Cancelled(body.Span, venueOrderId)]);
    }

    /// <summary>Other hands open positions.</summary>
    public void Open(int count) => Tell(Scenario.Account?.Open(count) ?? []);

    private void Tell(IReadOnlyList<byte[]> messages)
    {
        if (messages.Count > 0 && Volatile.Read(ref _private) is { } listener)
        {
            _ = TellAsync(listener, messages);
        }
    }

    private static async Task TellAsync(StubConnection listener, IReadOnlyList<byte[]> messages)
    {
        foreach (var message in messages)
        {
            await listener.SendTextAsync(message).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
    }
}
