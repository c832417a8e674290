using System.Net;
using System.Net.Sockets;
using System.Text;
using Titan.Engine.Venues;

namespace Titan.Tests.Venues;

/// <summary>The stream that blocks answers, and lets go of whoever waits on it when it is given up or refused.</summary>
public sealed class DirectConnectionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public DirectConnectionTests()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Answer_ComesThroughIt()
    {
        var answer = AskAsync(CancellationToken.None);
        using var server = await _listener.AcceptTcpClientAsync();
        await server.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nquote"u8.ToArray());

        Assert.Equal("quote", await answer.WaitAsync(Patience));
    }

    [Fact]
    public async Task Read_ThatWaits_IsEndedByGivingUp()
    {
        using var patience = new CancellationTokenSource();
        var asked = Task.Run(() => AskAsync(patience.Token));
        using var server = await _listener.AcceptTcpClientAsync();
        var request = new byte[16];
        Assert.True(await server.GetStream().ReadAsync(request) > 0);
        Assert.StartsWith("GET /", Encoding.ASCII.GetString(request), StringComparison.Ordinal);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Patience));
    }

    [Fact]
    public async Task Venue_ThatTakesTheConnectionAndSaysNothing_IsGivenUpWithinThePatience()
    {
        using var invoker = DirectConnection.Invoker(TimeSpan.FromMilliseconds(300));
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(Address) { Scheme = Uri.UriSchemeHttps }.Uri);
        var asked = Task.Run(() => invoker.SendAsync(request, CancellationToken.None));
        using var server = await _listener.AcceptTcpClientAsync();
        var hello = new byte[1];
        Assert.Equal(1, await server.GetStream().ReadAsync(hello));

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => asked.WaitAsync(Patience));

        Assert.True(asked.IsCompleted, $"the handshake still waits: {problem.Message}");
    }

    [Fact]
    public async Task Venue_ThatRefuses_IsToldAsAFailedConnection()
    {
        _listener.Stop();

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(CancellationToken.None));

        Assert.IsType<IOException>(failed.InnerException);
    }

    private Uri Address { get; }

    private async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        using var invoker = DirectConnection.Invoker(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        using var answer = await invoker.SendAsync(request, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }
}
