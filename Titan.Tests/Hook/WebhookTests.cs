using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.Support;
using Titan.Web.Access;

using static Titan.Tests.Hook.WebhookDoor;

namespace Titan.Tests.Hook;

/// <summary>The webhook's door: what it lets in, and by which name it refuses the rest. Nothing that is refused reaches the channel.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task Message_WithTheGoldenSeal_IsHeardWithEveryField()
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SendAsync(Message, Golden);
        Assert.Equal((200, true), (status, body["prepared"]!.GetValue<bool>()));
        var signal = Assert.Single(door.Heard);
        Assert.Equal(("scavenger-BTCUSDT-1702500000000", SignalPhase.Prepare, "scavenger", "BTCUSDT", true), (signal.Id, signal.Phase, signal.Source, signal.Symbol, signal.FromOutside));
        Assert.Equal(new SignalTerms(Side.Buy, new PriceZone(43207.2m, 43293.7m), 42818.0m, 44548.0m, 95, 20m, 0.0031m, "LIQUIDATION"), signal.Terms);
    }

    [Theory]
    [InlineData(" ", "a space more")]
    [InlineData("\n", "a line more")]
    public async Task Message_ChangedByOneByte_IsRefused(string more, string why)
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SendAsync(Message + more, Golden);
        Assert.True((status, body["error"]!.GetValue<string>()) == (401, "BAD_SIGNATURE"), why);
        Assert.Empty(door.Heard);
        Assert.Contains("BAD_SIGNATURE", Assert.IsType<RecordAuditCommand>(Assert.Single(door.Host.Engine.Commands)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3eadeb")]
    [InlineData("zzadeb9681de7212d3f381e85ed3d28ffa0c79c281a2f8a0458bf4f6ec8cb894")]
    [InlineData("3eadeb9681de7212d3f381e85ed3d28ffa0c79c281a2f8a0458bf4f6ec8cb895")]
    public async Task Seal_ThatIsNone_IsRefused(string seal)
    {
        await using var door = await WebhookDoor.OpenAsync();
        Assert.Equal(401, (await door.SendAsync(Message, seal)).Status);
        Assert.Empty(door.Heard);
    }

    [Fact]
    public async Task Seal_InCapitals_Fits()
    {
        await using var door = await WebhookDoor.OpenAsync();
        Assert.Equal(200, (await door.SendAsync(Message, Golden.ToUpperInvariant())).Status);
    }

    [Theory]
    [InlineData("elsewhere", 401)]
    [InlineData("", 401)]
    [InlineData("titan_dashboard", 400)]
    public async Task Source_ThatIsNotAllowedOrNotTheBodys_IsRefused(string source, int expected)
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SendAsync(Message, Golden, source);
        Assert.Equal((expected, expected == 401 ? "BAD_SOURCE" : "INVALID_PAYLOAD"), (status, body["error"]!.GetValue<string>()));
        Assert.Empty(door.Heard);
    }

    [Theory]
    [InlineData(-5000, 200)]
    [InlineData(-5001, 400)]
    [InlineData(5000, 200)]
    [InlineData(5001, 400)]
    public async Task TimeStamp_OnItsLimits_IsHeardAndBeyondRefusedByName(int offset, int expected)
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SealedAsync(With("timestamp", At.AddMilliseconds(offset).ToUnixTimeMilliseconds()));
        Assert.Equal(expected, status);
        if (expected == 400)
        {
            Assert.Equal("TIMESTAMP_DRIFT_EXCEEDED", body["error"]!.GetValue<string>());
            Assert.Contains("5001 ms", body["errors"]!["timestamp"]!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"2023-12-13T20:40:00Z\"", null)]
    [InlineData("\"2023-12-13T21:40:00+01:00\"", null)]
    [InlineData("\"2023-12-13T20:40:00\"", "INVALID_TIMESTAMP")]
    [InlineData("\"soon\"", "INVALID_TIMESTAMP")]
    [InlineData("-1", "INVALID_TIMESTAMP")]
    [InlineData("1e300", "INVALID_TIMESTAMP")]
    [InlineData("null", "MISSING_TIMESTAMP")]
    public async Task TimeStamp_OfEveryKind_IsReadOrNamed(string value, string? error)
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SealedAsync(Message.Replace("\"timestamp\":1702500000000", $"\"timestamp\":{value}", StringComparison.Ordinal));
        Assert.Equal((error is null ? 200 : 400, error), (status, body["error"]?.GetValue<string>()));
    }

    public static TheoryData<string, string, string> WrongFields => new()
    {
        { "signal_id", $"\"{new string('x', 129)}\"", "129 characters; 1 to 128" },
        { "signal_id", "\"a b\"", "a b" },
        { "signal_id", "7", "a text" },
        { "type", "\"MAYBE\"", "PREPARE, CONFIRM" },
        { "symbol", "\"btcusdt\"", "btcusdt" },
        { "direction", "\"UP\"", "LONG or SHORT" },
        { "entry_zone", """{"min":2,"max":1}""", "min 2 is above max 1" },
        { "entry_zone", """{"min":1,"max":2,"mid":1}""", "min and max" },
        { "stop_loss", "0", "above 0 to 1000000000" },
        { "stop_loss", "\"42818\"", "above 0" },
        { "take_profits", "[]", "1 to 5" },
        { "take_profits", "[1,2,3,4,5,6]", "1 to 5" },
        { "take_profits", "[-1]", "above 0" },
        { "confidence", "101", "0 to 100" },
        { "confidence", "50.5", "a whole number" },
        { "leverage", "0", "from 1 to 50" },
        { "leverage", "51", "from 1 to 50" },
        { "velocity", "1.1", "from 0 to 1" },
        { "velocity", "1e400", "from 0 to 1" },
        { "trap_type", "\"<script>\"", "letters" },
        { "leverege", "10", "unknown field" },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task Field_ThatIsWrong_IsNamedWithItsRange(string field, string json, string words)
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SealedAsync(With(field, JsonNode.Parse(json)));
        Assert.Equal((400, "INVALID_PAYLOAD"), (status, body["error"]!.GetValue<string>()));
        Assert.Contains(words, body["errors"]![field]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(door.Heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"PREPARE\",\"type\":\"ABORT\"}")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}")]
    [InlineData("\ud83d\ude00")]
    public async Task Body_ThatIsNoMessage_IsNamed(string text)
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SealedAsync(text);
        Assert.Equal((400, "INVALID_PAYLOAD"), (status, body["error"]!.GetValue<string>()));
        Assert.NotNull(body["errors"]!["body"]);
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_Is413BeforeAnythingIsJudged()
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SealedAsync(new string(' ', 16 * 1024) + Message);
        Assert.Equal((413, "BODY_TOO_LARGE"), (status, body["error"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(SignalResult.Blocked, 200, "EXECUTION_DISABLED_BY_OPERATOR")]
    [InlineData(SignalResult.Rejected, 200, "SPREAD")]
    [InlineData(SignalResult.NotReady, 503, null)]
    [InlineData(SignalResult.Dropped, 503, null)]
    [InlineData(SignalResult.Unanswered, 503, null)]
    public async Task Answer_OfTheEngine_IsTold(SignalResult result, int expected, string? reason)
    {
        await using var door = await WebhookDoor.OpenAsync();
        door.Answer = signal => new SignalAnswer(result, signal.Id) { Reason = "SPREAD", Gate = "Spread" };
        var (status, body) = await door.SendAsync(Message, Golden);
        Assert.Equal((expected, reason), (status, body["reason"]?.GetValue<string>()));
    }

    [Theory]
    [InlineData(ZombieKind.CloseWithoutPosition, 200, "ZOMBIE_SIGNAL")]
    [InlineData(ZombieKind.ConfirmLate, 200, "STALE_SIGNAL")]
    [InlineData(ZombieKind.ConfirmAfterAbort, 200, "SIGNAL_ABORTED")]
    [InlineData(ZombieKind.ConfirmWithoutPrepare, 404, null)]
    public async Task Zombie_IsNamed(ZombieKind kind, int expected, string? reason)
    {
        await using var door = await WebhookDoor.OpenAsync();
        door.Answer = signal => new SignalAnswer(SignalResult.Zombie, signal.Id) { Reason = ZombieWords.Code(kind), Detail = ZombieWords.Sentence(kind), Zombie = kind };
        var (status, body) = await door.SendAsync(Message, Golden);
        Assert.Equal((expected, reason), (status, body["reason"]?.GetValue<string>()));
        Assert.Contains(ZombieWords.Code(kind), body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(kind == ZombieKind.ConfirmWithoutPrepare ? "PREPARE_NOT_FOUND" : null, body["error"]?.GetValue<string>());
    }

    [Fact]
    public async Task Repeat_Is409AndTellsTheFirstOutcome()
    {
        await using var door = await WebhookDoor.OpenAsync();
        door.Answer = signal => new SignalAnswer(SignalResult.Duplicate, signal.Id) { SameMessage = true, First = new SignalMark(SignalPhase.Prepare, SignalOutcome.Prepared, null, "", At) };
        var (status, body) = await door.SendAsync(Message, Golden);
        Assert.Equal((409, "DUPLICATE_SIGNAL_ID", "PREPARED"), (status, body["error"]!.GetValue<string>(), body["details"]!["first"]!["outcome"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Forger_ThatGoesOn_IsOnlyToldSoWhileARightSealIsStillHeard()
    {
        await using var door = await WebhookDoor.OpenAsync();
        for (var i = 0; i < 12; i++)
        {
            await door.SendAsync(Message, "");
        }

        Assert.Equal(429, (await door.SendAsync(Message, "")).Status);
        Assert.Equal(10, door.Host.Engine.Commands.Count);
        Assert.Equal(200, (await door.SendAsync(Message, Golden)).Status);
    }

    [Fact]
    public async Task Door_WithoutASecret_SaysThatNoneIsConfigured()
    {
        await using var door = await WebhookDoor.OpenAsync(secret: null);
        var (status, body) = await door.SendAsync(Message, Golden);
        Assert.Equal((401, "WEBHOOK_NOT_CONFIGURED"), (status, body["error"]!.GetValue<string>()));
        Assert.Contains("TITAN__Security__HmacSecret", body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_ThatIsShort_IsRefusedWithoutBeingShown()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Titan:Security:HmacSecret", "short-secret"), new("Titan:Webhook:Sorces", "x")]).Build();
        var problems = Titan.Web.Hook.WebhookOptions.Read(settings).Problems;
        Assert.Equal(2, problems.Count);
        Assert.DoesNotContain(problems, problem => problem.ToString().Contains("short-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_HoldEveryNameOnTheFirstScrape()
    {
        await using var door = await WebhookDoor.OpenAsync();
        using var client = door.Host.Client();
        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        foreach (var line in (string[])["titan_signals_total{source=\"webhook\",result=\"accepted\"} 0", "titan_zombie_signals_total{kind=\"CONFIRM_LATE\"} 0", "titan_webhook_requests_total{result=\"accepted\"} 0",
            "titan_signal_processing_seconds_count{source=\"webhook\",approved=\"true\"} 0", "titan_signal_channel_dropped_total{channel=\"arbitrage_signals\"} 0"])
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
        }
    }
}
