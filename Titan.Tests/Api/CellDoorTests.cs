using System.Net.WebSockets;
using System.Text;
using Titan.Tests.Support;
using Titan.Web.Access;

namespace Titan.Tests.Api;

/// <summary>/cells opens for the word of a living circuit and nothing else; who is not signed in does not come that far.</summary>
public sealed class CellDoorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("no-such-word")]
    [InlineData("")]
    [InlineData("a word that is far longer than any that a circuit gives, and ends nowhere near where it should")]
    public async Task Word_OfNoCircuit_IsTurnedAwayForGood(string word)
    {
        await using var host = await ConsoleHost.StartAsync();
        var client = host.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountStore.FirstName}:{ConsoleHost.Password}"));
        using var socket = await client.ConnectAsync(new Uri("ws://localhost/cells"), CancellationToken.None);
        using var limit = new CancellationTokenSource(Patience);

        await socket.SendAsync(Encoding.UTF8.GetBytes(word).AsMemory(), WebSocketMessageType.Text, true, limit.Token);
        var answer = await socket.ReceiveAsync(new byte[16].AsMemory(), limit.Token);

        Assert.Equal(WebSocketMessageType.Close, answer.MessageType);
        Assert.Equal(4404, (int)socket.CloseStatus!);
    }

    [Fact]
    public async Task PlainGet_SignedIn_Is426()
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, _) = await host.CallAsync("GET", "/cells");

        Assert.Equal(426, status);
    }
}
