using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>A browser's end of a socket, played by the test: keeps what it is sent and answers when it is told to.</summary>
internal sealed class StagedSocket : WebSocket, IAsyncDisposable
{
    private readonly Channel<string> _sent = Channel.CreateUnbounded<string>();
    private readonly Channel<bool> _answers = Channel.CreateUnbounded<bool>();
    private int _count;

    /// <summary>Messages so far.</summary>
    public int Sent => Volatile.Read(ref _count);

    /// <summary>Ends when the server lets go.</summary>
    public Task Served { get; private set; } = Task.CompletedTask;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    public void Serve(Task serving) => Served = EndAsync(serving);

    public void Answer() => _answers.Writer.TryWrite(true);

    /// <summary>The next message.</summary>
    public async Task<string> NextAsync() => await _sent.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public override void Abort() => _answers.Writer.TryComplete(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose() => Abort();

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await Served;
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await _answers.Reader.ReadAsync(cancellationToken);
        return new WebSocketReceiveResult(0, WebSocketMessageType.Text, true);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        _sent.Writer.TryWrite(Encoding.UTF8.GetString(buffer));
        return Task.CompletedTask;
    }

    private static async Task EndAsync(Task serving)
    {
        try
        {
            await serving;
        }
        catch (Exception problem) when (problem is WebSocketException or ChannelClosedException)
        {
            // Aborted, by the server or at the end of the test.
        }
    }
}
