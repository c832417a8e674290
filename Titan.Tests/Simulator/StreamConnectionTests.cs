using System.Net.WebSockets;
using Titan.Simulator.Faults;
using Titan.Simulator.Streams;

namespace Titan.Tests.Simulator;

public sealed class StreamConnectionTests
{
    [Fact]
    public async Task Send_ClientThatNeverReads_LosesItsConnection()
    {
        using var socket = new StuckSocket();
        using var connection = new StreamConnection(
            socket, StreamKind.Public, "c", new FaultBoard(TimeProvider.System), TimeProvider.System, static () => { }, new FrameGate());
        var running = connection.RunAsync(static _ => Task.CompletedTask, CancellationToken.None);

        for (var i = 0; i < 20_010; i++) connection.Send([1], "tickers.BTCUSDT");
        await running.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(WebSocketState.Aborted, socket.State);
        connection.Send([1], "tickers.BTCUSDT");
    }

    [Fact]
    public async Task Connection_ThatHasEnded_BearsWhatComesLate()
    {
        using var socket = new StuckSocket();
        var connection = new StreamConnection(
            socket, StreamKind.Trade, "c", new FaultBoard(TimeProvider.System), TimeProvider.System, static () => { }, new FrameGate());
        var running = connection.RunAsync(static _ => Task.CompletedTask, CancellationToken.None);

        connection.Abort();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
        connection.Dispose();

        Assert.True(connection.Closed.IsCancellationRequested);
        connection.Abort();
        connection.Send([1]);
        await connection.FlushAsync();
        connection.Dispose();
    }

    /// <summary>A peer whose receive window is full: nothing goes out, nothing comes in, until it is aborted.</summary>
    private sealed class StuckSocket : WebSocket
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private WebSocketState _state = WebSocketState.Open;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => _state;

        public override string? SubProtocol => null;

        public override void Abort()
        {
            _state = WebSocketState.Aborted;
            _end.TrySetException(new WebSocketException("aborted"));
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => _end.Task;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => _end.Task;

        public override void Dispose() => Abort();

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            await _end.Task;
            throw new WebSocketException("aborted");
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => _end.Task;
    }
}
