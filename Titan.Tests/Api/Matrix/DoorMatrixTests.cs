using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Tests.Support;

namespace Titan.Tests.Api.Matrix;

/// <summary>Every act through the API and as the command line calls it: the same command, the same author but for the door, and each answer as its status.</summary>
public sealed class DoorMatrixTests(DoorMatrixTests.Console console) : IClassFixture<DoorMatrixTests.Console>
{
    private static readonly Dictionary<string, (string Method, string Path, string? Body, Type Command)> Acts = new()
    {
        ["arm"] = ("POST", "/api/console/master-arm", """{"enabled":true,"reason":"because"}""", typeof(ArmCommand)),
        ["disarm"] = ("POST", "/api/console/master-arm", """{"enabled":false,"reason":"because"}""", typeof(DisarmCommand)),
        ["flatten"] = ("POST", "/api/emergency/flatten", """{"reason":"because"}""", typeof(FlattenCommand)),
        ["cancel-all"] = ("POST", "/api/console/cancel-all", """{"reason":"because"}""", typeof(CancelAllCommand)),
        ["kill"] = ("POST", "/api/emergency/kill", """{"code":"KILL","reason":"because"}""", typeof(KillCommand)),
        ["release"] = ("POST", "/api/emergency/release", """{"reason":"because"}""", typeof(ReleaseCommand)),
        ["shutdown"] = ("POST", "/api/emergency/shutdown", """{"reason":"because"}""", typeof(EmergencyCommand)),
        ["clear"] = ("POST", "/api/emergency/clear", """{"reason":"because"}""", typeof(EmergencyCommand)),
        ["close"] = ("POST", "/api/positions/BTCUSDT/close", """{"quantity":0.01,"reason":"because"}""", typeof(ClosePositionCommand)),
        ["modify"] = ("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":49000,"reason":"because"}""", typeof(ModifyProtectionCommand)),
        ["cancel"] = ("DELETE", "/api/orders/v1", """{"reason":"because"}""", typeof(CancelOrderCommand)),
        ["pause"] = ("POST", "/api/emergency/pause", """{"reason":"because"}""", typeof(PauseCommand)),
        ["resume"] = ("POST", "/api/emergency/resume", """{"reason":"because"}""", typeof(PauseCommand)),
        ["reset"] = ("POST", "/api/circuit-breaker/reset", """{"reason":"because"}""", typeof(ResetBreakerCommand)),
        ["reconcile"] = ("POST", "/api/state/reconcile", """{"reason":"because"}""", typeof(ReconcileCommand)),
        ["compare"] = ("GET", "/api/state/compare", null, typeof(CompareCommand)),
    };

    private static readonly (CommandResult Result, int Status)[] Answers =
    [
        (CommandResult.Done("done"), 200),
        (CommandResult.Refused("SOME_STATE", "the state does not allow it"), 409),
        (CommandResult.Invalid("INVALID_VALUE", "reason: too short"), 400),
        (new CommandResult(CommandStatus.NotFound, "NOT_FOUND", "no such thing"), 404),
        (new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", "no route"), 503),
        (CommandResult.Refused("NOT_READY", "still starting"), 503),
    ];

    public static TheoryData<string, string, int> Cells()
    {
        var cells = new TheoryData<string, string, int>();
        foreach (var act in Acts.Keys)
        {
            foreach (var door in (string[])["api", "cli"])
            {
                for (var answer = 0; answer < Answers.Length; answer++)
                {
                    cells.Add(act, door, answer);
                }
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Act_ThroughADoor_IsTheSameCommandAndEachAnswerItsStatus(string act, string door, int answer)
    {
        var (method, path, body, type) = Acts[act];
        var (result, status) = Answers[answer];

        var (seen, json, command) = await console.CallAsync(method, path, body, door, result);

        Assert.Equal(status, seen);
        Assert.IsType(type, command);
        Assert.Equal(("titan_admin", door), (command.Author.Name, command.Author.Door));
        Assert.Equal("Viewer,Operator,RiskManager,Admin", command.Author.Roles);
        Assert.Equal(body is null ? null : "because", command.Reason);
        Assert.Equal(status == 200, json["success"]!.GetValue<bool>());
        if (status != 200)
        {
            Assert.Equal((result.Code, result.Message), (json["error"]!.GetValue<string>(), json["detail"]!.GetValue<string>()));
            Assert.Equal(status == 400, json["errors"]?["reason"] is not null);
        }
    }

    [Theory]
    [InlineData("flatten")]
    [InlineData("kill")]
    [InlineData("close")]
    [InlineData("modify")]
    [InlineData("cancel")]
    public async Task Act_ThatGoesOnAfterItsTimeToAnswer_IsNotToldAsDone(string act)
    {
        var (method, path, body, _) = Acts[act];

        var (status, json, _) = await console.CallAsync(method, path, body, "api", new CommandResult(CommandStatus.StillRunning, "STILL_RUNNING", "goes on") { RunningId = "f-9" });

        Assert.Equal(200, status);
        Assert.False(json["success"]!.GetValue<bool>());
        Assert.Equal("goes on", json["message"]!.GetValue<string>());
    }

    /// <summary>One console for all cells; calls go one after the other.</summary>
    public sealed class Console : IAsyncLifetime
    {
        private ConsoleHost? _host;

        public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync();

        public Task DisposeAsync() => _host!.DisposeAsync().AsTask();

        internal async Task<(int Status, JsonNode Json, EngineCommand Command)> CallAsync(string method, string path, string? body, string door, CommandResult result)
        {
            var host = _host!;
            host.Engine.Answer = _ => result;
            var before = host.Engine.Acts.Count;
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            if (door == "cli")
            {
                request.Headers.Add("X-Titan-Door", "cli");
            }

            using var client = host.Client();
            using var answer = await client.SendAsync(request);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, Assert.Single(host.Engine.Acts.Skip(before)));
        }
    }
}
