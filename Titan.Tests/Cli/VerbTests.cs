using System.Diagnostics;
using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Tests.Support;
using Titan.Web.Access;
using Titan.Web.Cli;

namespace Titan.Tests.Cli;

/// <summary>The verbs as an operator types them: the program as a process of its own, its exit code, and the command that arrives.</summary>
public sealed class VerbTests(VerbTests.Console console) : IClassFixture<VerbTests.Console>
{
    public static TheoryData<string, Type> Acts => new()
    {
        { "kill|odd fills|--code|KILL", typeof(KillCommand) },
        { "release|cause was found", typeof(ReleaseCommand) },
        { "emergency-shutdown|unusual activity", typeof(EmergencyCommand) },
        { "emergency-shutdown|clear|it is over", typeof(EmergencyCommand) },
        { "close|BTCUSDT|--quantity|0.01", typeof(ClosePositionCommand) },
        { "modify|BTCUSDT|by hand|--stop|91000|--target|0", typeof(ModifyProtectionCommand) },
        { "cancel|v1", typeof(CancelOrderCommand) },
        { "flatten|test", typeof(FlattenCommand) },
        { "disarm", typeof(DisarmCommand) },
        { "reconcile", typeof(ReconcileCommand) },
        { "compare|--json", typeof(CompareCommand) },
        { "config|risk|maxLeverage=10|maxPositions=3|--reason|quiet week", typeof(ChangeLimitsCommand) },
        { "config|whitelist|add|SOLUSDT|--reason|listed again", typeof(ChangeWhitelistCommand) },
        { "config|whitelist|remove|DOGEUSDT", typeof(ChangeWhitelistCommand) },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Verb_OfAnAct_SendsItsCommandThroughTheDoorCli(string line, Type command)
    {
        var before = console.Host.Engine.Acts.Count;

        var (code, _, error) = await console.RunAsync(line);

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        var act = Assert.Single(console.Host.Engine.Acts.Skip(before));
        Assert.IsType(command, act);
        Assert.Equal((AccountStore.FirstName, "cli"), (act.Author.Name, act.Author.Door));
    }

    [Fact]
    public async Task Modify_GivesOnlyWhatWasSaid()
    {
        var before = console.Host.Engine.Acts.Count;
        await console.RunAsync("modify|BTCUSDT|--stop|91000.5");

        var modify = Assert.IsType<ModifyProtectionCommand>(Assert.Single(console.Host.Engine.Acts.Skip(before)));
        Assert.Equal((91_000.5m, null), (modify.StopLoss, modify.TakeProfit));
    }

    [Theory]
    [InlineData("kill|--code|wrong", ExitCodes.NotSignedIn, "the word KILL")]
    [InlineData("close", ExitCodes.Usage, "")]
    [InlineData("no-such-verb", ExitCodes.Usage, "no-such-verb")]
    [InlineData("receipts|nothing", ExitCodes.Failed, "No receipt nothing")]
    public async Task Verb_ThatIsRefused_SaysWhyAndEndsWithItsCode(string line, int expected, string words)
    {
        var (code, _, error) = await console.RunAsync(line);

        Assert.Equal(expected, code);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_WithJson_PrintsTheAnswerAsItCame()
    {
        var (code, output, _) = await console.RunAsync("emergency|--json");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.Equal("DISARMED", JsonNode.Parse(output)!["masterArmState"]!.GetValue<string>());
    }

    [Fact]
    public async Task Help_CallsTheProgramTitanAndListsTheHands()
    {
        var (code, output, _) = await console.RunAsync("--help");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.Contains("titan [command]", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Titan.Web", output, StringComparison.Ordinal);
        foreach (var verb in (string[])["kill", "release", "close", "modify", "cancel", "receipts", "compare", "emergency-shutdown", "breaker", "flatten"])
        {
            Assert.Contains($"  {verb} ", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EmergencyShutdown_WithoutAConsole_WritesTheMarkerItselfAndClearRemovesIt()
    {
        using var folder = new TempFolder();
        var marker = new EmergencyMarker(folder.Path);

        var (shut, _, _) = await console.RunAsync($"emergency-shutdown|private key compromised|--url|http://127.0.0.1:1|--data|{folder.Path}");
        var text = marker.Read();
        var (clear, _, _) = await console.RunAsync($"emergency-shutdown|clear|it is over|--url|http://127.0.0.1:1|--data|{folder.Path}");

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (shut, clear));
        Assert.EndsWith(": private key compromised", text, StringComparison.Ordinal);
        Assert.Null(marker.Read());
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "logs"), "emergency_shutdown_*.log"));
    }

    /// <summary>One console on a free port of loopback.</summary>
    public sealed class Console : IAsyncLifetime
    {
        private ConsoleHost? _host;

        internal ConsoleHost Host => _host!;

        public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync("http://127.0.0.1:0");

        public Task DisposeAsync() => _host!.DisposeAsync().AsTask();

        /// <param name="line">Arguments, divided by bars.</param>
        internal async Task<(int Code, string Output, string Error)> RunAsync(string line)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Titan.Web.dll"));
            foreach (var argument in line.Split('|'))
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["TITAN_URL"] = Host.Address.ToString();
            start.Environment["TITAN_USER"] = AccountStore.FirstName;
            start.Environment["TITAN_PASSWORD"] = ConsoleHost.Password;
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, (await error).Trim());
        }
    }
}
