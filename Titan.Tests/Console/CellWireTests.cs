using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Bunit;
using Microsoft.JSInterop;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>How cells reach one browser: over its socket, through the circuit without one, all of them after anything was missed.</summary>
public sealed class CellWireTests : IDisposable
{
    private readonly BunitJSInterop _browser = new() { Mode = JSRuntimeMode.Loose };
    private readonly HastyMachine _machine = new();
    private readonly CellWires _wires = new();
    private readonly CellWire _wire;
    private readonly LiveView<Sight> _view;
    private int _figure;

    public CellWireTests()
    {
        var pace = new FeedPace { Machine = _machine };
        _wire = new CellWire(_wires, _browser.JSRuntime, pace);
        _view = new LiveViews(new StagedEngine(Anchor.Snapshot()), new FrozenClock(Anchor.At), pace).Join(new SharedRead<Sight>(null, (_, _) => new Sight(_figure.ToString(CultureInfo.InvariantCulture), "still")));
        _wire.Watch(_view);
    }

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Socket_IsToldAllFirst_AndThenWhatMoved()
    {
        await using var socket = await OpenAsync();

        Beat();
        Assert.Equal("""{"T":{"a":"0","b":"still"}}""", Piece(await socket.NextAsync()));
        Move(1);
        Assert.Equal("""{"T":{"a":"1"}}""", Piece(await socket.NextAsync()));
        Move(2);
        Assert.Equal("""{"T":{"a":"2"}}""", Piece(await socket.NextAsync()));
        Assert.Empty(Calls);
    }

    [Fact]
    public async Task Socket_ThatDoesNotAnswer_HoldsASecondOfMessagesAndIsThenToldTheNewest()
    {
        await using var socket = await OpenAsync();
        await FillAsync(socket);

        Move(2);
        Assert.Equal(CellSocketLink.AnsweredTogether, socket.Sent);
        var owed = new TaskCompletionSource();
        _wires.BeatBy(owed.SetResult);

        socket.Answer();
        await owed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Move(3);
        Assert.Equal("""{"T":{"a":"3","b":"still"}}""", Piece(await socket.NextAsync()));
    }

    [Fact]
    public async Task Socket_ThatAnswers_IsToldWhatMovedAndNoMore()
    {
        await using var socket = await OpenAsync();
        await FillAsync(socket);

        // The answer comes on another thread; only after it the next beat is told.
        socket.Answer();
        await Face.UntilAsync(() => Told(socket, 1));

        Assert.Equal("""{"T":{"a":"1"}}""", Piece(await socket.NextAsync()));
    }

    [Fact]
    public async Task Socket_WhoseBrowserHangs_IsGivenUpAndTheCircuitTakesOver()
    {
        await _wire.InviteAsync(static act => act());
        await using var socket = await OpenAsync();
        await FillAsync(socket);

        _machine.Skip(TimeSpan.FromSeconds(6));
        Move(2);
        await socket.Served;
        Move(3);

        Assert.Equal("""{"T":{"a":"3","b":"still"}}""", Piece(Assert.Single(Calls)));
    }

    [Fact]
    public async Task Browser_WithoutASocket_IsToldThroughTheCircuit()
    {
        Assert.False(_wire.Carries);
        await _wire.InviteAsync(static act => act());

        Move(1);
        Move(2);

        Assert.True(_wire.Carries);
        Assert.Equal(["""{"T":{"a":"1","b":"still"}}""", """{"T":{"a":"2"}}"""], Calls.Select(Piece));
    }

    [Fact]
    public async Task Browser_WhoseScriptIsNotThereYet_IsAskedAgainAfterASecond()
    {
        _browser.SetupVoid("titan.wire", _ => true).SetException(new JSException("no such function"));

        await _wire.InviteAsync(static act => act());
        await _wire.InviteAsync(static act => act());
        Assert.Single(_browser.Invocations["titan.wire"]);
        _machine.Skip(TimeSpan.FromSeconds(2));
        await _wire.InviteAsync(static act => act());

        Assert.Equal(2, _browser.Invocations["titan.wire"].Count);
        Assert.False(_wire.Carries);
    }

    [Fact]
    public async Task Circuit_CutAndMended_IsToldNothingMeanwhileAndThenAll()
    {
        await _wire.InviteAsync(static act => act());
        Move(1);
        _wire.Down();
        Move(2);
        Assert.Single(Calls);

        _wire.Up();
        Move(3);

        Assert.Equal("""{"T":{"a":"3","b":"still"}}""", Piece(Calls[^1]));
    }

    [Fact]
    public async Task Viewers_WhoKeepUp_AreSentTheVerySameMessage()
    {
        using var other = new CellWire(_wires, _browser.JSRuntime, new FeedPace { Machine = _machine });
        other.Watch(_view);
        await _wire.InviteAsync(static act => act());
        await other.InviteAsync(static act => act());

        Move(1);

        Assert.Equal(2, Calls.Count);
        Assert.Same(Calls[0], Calls[1]);
    }

    [Fact]
    public void Word_OpensItsOwnWireAsLongAsTheCircuitLives()
    {
        Assert.Same(_wire, _wires.Find(_wire.Token));
        Assert.Null(_wires.Find(""));
        Assert.Null(_wires.Find(_wire.Token[1..]));

        _wire.Dispose();

        Assert.Null(_wires.Find(_wire.Token));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(965)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public async Task Frame_OfAnyLength_IsReadByAWebSocketAsTheWholeMessage(int length)
    {
        const string Around = """[1,[1,{"T":""}]]""";
        var message = new CellMessage(1, [(1, new CellPiece(Encoding.UTF8.GetBytes($$"""{"T":"{{new string('7', length - Around.Length)}}"}""")))]);
        using var browser = WebSocket.CreateFromStream(new MemoryStream(message.Frame.ToArray()), new WebSocketCreationOptions());
        var read = new byte[length + 1];

        var got = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await browser.ReceiveAsync(read.AsMemory(got), CancellationToken.None);
            got += part.Count;
        }
        while (!part.EndOfMessage);

        Assert.Equal(WebSocketMessageType.Text, part.MessageType);
        Assert.Equal(length, got);
        Assert.Equal(message.ToString(), Encoding.UTF8.GetString(read, 0, got));
    }

    private IReadOnlyList<CellMessage> Calls => [.. _browser.Invocations["titan.cells"].Select(call => (CellMessage)call.Arguments[0]!)];

    private void Beat()
    {
        _view.Move();
        _wires.TellAll();
    }

    private void Move(int figure)
    {
        _figure = figure;
        Beat();
    }

    private bool Told(StagedSocket socket, int figure)
    {
        Move(figure);
        return socket.Sent > CellSocketLink.AnsweredTogether;
    }

    // As many messages as may be on their way.
    private async Task FillAsync(StagedSocket socket)
    {
        for (var message = 1; message <= CellSocketLink.AnsweredTogether; message++)
        {
            Move(-message);
            await socket.NextAsync();
        }
    }

    private async Task<StagedSocket> OpenAsync()
    {
        var socket = new StagedSocket();
        var rung = new TaskCompletionSource();
        _wires.BeatBy(() => rung.TrySetResult());
        socket.Serve(_wire.ServeAsync(socket, null, CancellationToken.None));
        await rung.Task;
        return socket;
    }

    private static string Piece(CellMessage message) => Assert.Single(message.Pieces).ToString();

    private static string Piece(string message)
    {
        using var document = System.Text.Json.JsonDocument.Parse(message);
        return document.RootElement[1][1].GetRawText();
    }

    [CellRoot("T")]
    private sealed record Sight([property: Cell] string Figure, [property: Cell] string Still);
}
