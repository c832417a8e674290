using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using static Titan.Tests.Hook.WebhookDoor;

namespace Titan.Tests.Hook;

/// <summary>What is refused at the webhook's door is counted under its name, and an id stays used after the engine forgot it.</summary>
public sealed class WebhookGuardTests
{
    [Theory]
    [InlineData("PREPARE", 299, 5, false)]
    [InlineData("PREPARE", 301, 5, true)]
    [InlineData("CONFIRM", 301, 5, false)]
    [InlineData("PREPARE", 1, 1_000, true)]
    public async Task Id_ThatTheEngineHasForgotten_IsStillRefusedFromTheDatabase(string usedFor, int secondsAgo, int newer, bool refused)
    {
        var used = new UsedOnce { Newer = newer };
        await using var door = await WebhookDoor.OpenAsync(used: used);
        var heardAt = door.Host.Engine.Snapshot.At.AddSeconds(-secondsAgo);
        used.Line = new SignalLine(7, "scavenger-BTCUSDT-1702500000000", heardAt, heardAt, "scavenger", "BTCUSDT", "LONG", "EXECUTED", null, null, [usedFor]);
        var (status, body) = await door.SendAsync(Message, Golden);
        Assert.Equal((refused ? 409 : 200, refused ? 0 : 1), (status, door.Heard.Count));
        if (refused)
        {
            Assert.Equal(("DUPLICATE_SIGNAL_ID", "EXECUTED"), (body["error"]!.GetValue<string>(), body["details"]!["first"]!["outcome"]!.GetValue<string>()));
            Assert.Contains("titan_webhook_requests_total{result=\"DUPLICATE_SIGNAL_ID\"} 1", await door.MetricsAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("CLOSE_LONG", 200)]
    [InlineData("ABORT", 200)]
    [InlineData("CONFIRM", 503)]
    public async Task Signal_WhileTheDatabaseDoesNotAnswer_IsHeardOnlyWhenItReduces(string type, int expected)
    {
        await using var door = await WebhookDoor.OpenAsync(used: new UsedOnce { Broken = true });
        Assert.Equal(expected, (await door.SealedAsync(With("type", type))).Status);
        Assert.Equal(expected == 200 ? 1 : 0, door.Heard.Count);
    }

    [Fact]
    public async Task EveryRefusal_IsCountedUnderItsOwnName()
    {
        await using var door = await WebhookDoor.OpenAsync();
        await door.SendAsync(Message + " ", Golden);
        await door.SendAsync(Message, Golden, "elsewhere");
        await door.SealedAsync(With("timestamp", At.AddSeconds(-6).ToUnixTimeMilliseconds()));
        await door.SealedAsync(With("timestamp", null));
        await door.SealedAsync(With("signal_id", new string('x', 129)));
        await door.SealedAsync(new string(' ', 17 * 1024));
        door.Answer = signal => new SignalAnswer(SignalResult.Duplicate, signal.Id) { First = new SignalMark(SignalPhase.Prepare, SignalOutcome.Prepared, null, "", At) };
        await door.SendAsync(Message, Golden);
        var text = await door.MetricsAsync();
        foreach (var result in (string[])["BAD_SIGNATURE", "BAD_SOURCE", "TIMESTAMP_DRIFT_EXCEEDED", "MISSING_TIMESTAMP", "INVALID_PAYLOAD", "BODY_TOO_LARGE", "DUPLICATE_SIGNAL_ID"])
        {
            Assert.Contains($"titan_webhook_requests_total{{result=\"{result}\"}} 1", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("85.5", 85.5, null)]
    [InlineData("101", null, "from 0 to 100")]
    [InlineData("-1", null, "from 0 to 100")]
    public async Task Momentum_OfASignal_IsReadOrNamed(string value, double? momentum, string? words)
    {
        await using var door = await WebhookDoor.OpenAsync();
        var (status, body) = await door.SealedAsync(Message.Replace("\"velocity\"", $"\"momentum_score\":{value},\"velocity\"", StringComparison.Ordinal));
        Assert.Equal(words is null ? 200 : 400, status);
        if (words is null)
        {
            Assert.Equal((decimal?)momentum, Assert.Single(door.Heard).Terms!.Momentum);
            return;
        }

        Assert.Contains(words, body["errors"]!["momentum_score"]!.ToJsonString(), StringComparison.Ordinal);
    }
}
