using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>Acts over HTTP: shapes of spec titan-trading 7.1, and bad input that names itself and does nothing.</summary>
public sealed class ActEndpointTests
{
    [Theory]
    [InlineData("/api/emergency/flatten", null)]
    [InlineData("/api/emergency/flatten-all", null)]
    [InlineData("/api/emergency/flatten", "application/json")]
    public async Task Flatten_EmptyBodyWhateverItsType_IsDone(string path, string? type)
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Answer = _ => CommandResult.Done("Flat.") with
        {
            Rows = [new CommandRow("BTCUSDT", true, null, 90_000m), new CommandRow("ETHUSDT", true, null, 3_000m)],
            Duration = TimeSpan.FromMilliseconds(108),
        };
        using var content = new StringContent("", Encoding.UTF8, type ?? "text/plain");
        using var answer = await host.Client().PostAsync(new Uri(path, UriKind.Relative), content);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(body["success"]!.GetValue<bool>());
        Assert.Equal(2, body["positions_closed"]!.GetValue<int>());
        Assert.Equal("BTCUSDT", body["results"]![0]!["symbol"]!.GetValue<string>());
        Assert.True(body["results"]![0]!["success"]!.GetValue<bool>());
        Assert.Equal(90_000m, body["results"]![0]!["fill_price"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Flatten_WhileOneRuns_Is409WithItsId()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Answer = _ => CommandResult.Refused("FLATTEN_RUNNING", "A flatten is running: f-1.") with { RunningId = "f-1" };

        var (status, body) = await PostAsync(host, "/api/emergency/flatten", null);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("f-1", body["details"]!["running"]!.GetValue<string>());
    }

    [Fact]
    public async Task Arm_Refused_NamesEachFailedPrecondition()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Answer = _ => CommandResult.Refused("ARM_REFUSED", "Cannot arm") with { Failed = [new Precondition("CLOCK", "Clock", false, "+1400 ms", "Synchronise the clock")] };

        var (status, body) = await PostAsync(host, "/api/console/master-arm", """{"enabled":true}""");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("CLOCK", body["details"]!["failed"]![0]!["code"]!.GetValue<string>());
        Assert.False(body["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Arm_Done_TellsTheAuthorAndTheDoor()
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, body) = await PostAsync(host, "/api/console/master-arm", """{"enabled":true,"reason":"morning"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(body["masterArm"]!.GetValue<bool>());
        var command = Assert.IsType<ArmCommand>(host.Engine.Commands.Single(command => command is ArmCommand));
        Assert.Equal(("titan_admin", "api", "morning"), (command.Author.Name, command.Author.Door, command.Reason));
    }

    [Theory]
    [InlineData("""{"enabled":tru""", 400, "malformed JSON")]
    [InlineData("""{"enabled":true,"enable":1}""", 400, "unknown field enable")]
    [InlineData("""{"enabled":"yes"}""", 400, "wrong type")]
    [InlineData("""{}""", 400, "enabled")]
    public async Task Arm_BadBody_IsNamedAndNothingHappens(string json, int expected, string words)
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, body) = await PostAsync(host, "/api/console/master-arm", json);

        Assert.Equal(expected, (int)status);
        Assert.Contains(words, body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(host.Engine.Acts);
    }

    [Fact]
    public async Task Act_HugeBody_Is413()
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, body) = await PostAsync(host, "/api/emergency/flatten", "{\"reason\":\"" + new string('x', 100_000) + "\"}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("BODY_TOO_LARGE", body["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task CancelAll_WithProtective_AsksForIt()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Answer = _ => CommandResult.Done("cancelled") with { Rows = [new CommandRow("BTCUSDT", true, "v1")], Count = 1 };

        var (status, body) = await PostAsync(host, "/api/console/cancel-all", """{"includeProtective":true}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, body["orders_cancelled"]!.GetValue<int>());
        Assert.True(Assert.IsType<CancelAllCommand>(Assert.Single(host.Engine.Acts)).IncludeProtective);
    }

    [Fact]
    public async Task BreakerReset_WithoutAReason_Is400()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Answer = _ => CommandResult.Invalid("REASON_REQUIRED", "reason: 5 to 500 characters");

        var (status, body) = await PostAsync(host, "/api/circuit-breaker/reset", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("REASON_REQUIRED", body["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Reconcile_Mismatch_IsShownInTheSpecsWords()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Answer = _ => CommandResult.Done("settled") with { Mismatches = [new MismatchView("BTCUSDT", DriftKind.MissingInShadow, 0m, 0.5m, "adopted")], ShadowCount = 1, VenueCount = 1 };

        var (status, body) = await PostAsync(host, "/api/state/reconcile", null);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(body["in_sync"]!.GetValue<bool>());
        Assert.Equal("MISSING_IN_SHADOW", body["mismatches"]![0]!["mismatch_type"]!.GetValue<string>());
        Assert.Equal(0.5m, body["mismatches"]![0]!["exchange"]!.GetValue<decimal>());
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(ConsoleHost host, string path, string? json)
    {
        using var content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await host.Client().PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
