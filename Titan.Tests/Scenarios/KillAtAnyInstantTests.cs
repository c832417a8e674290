using System.Globalization;
using Xunit.Abstractions;

namespace Titan.Tests.Scenarios;

/// <summary>
/// Promise 3 of the design: no order twice, no position forgotten, whatever instant the plug is pulled. Fifteen kills here; two hundred with
/// <c>TITAN_KILLS=200 ./titan test KillAtAnyInstant</c>.
/// </summary>
public sealed class KillAtAnyInstantTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Engine_KilledAtRandomInstants_LosesNothingAndRepeatsNothing()
    {
        var kills = Number("TITAN_KILLS", 15);
        var seed = Number("TITAN_SEED", 20_261);
        using var limit = new CancellationTokenSource(KillRun.LongestLife * (kills + 2));

        var tie = await new KillRun(kills, seed, Say).RunAsync(limit.Token);

        Assert.True(tie.Differences.Count == 0, $"seed {seed}:\n{string.Join('\n', tie.Differences)}");
        Assert.True(tie.Orders >= kills, "the run placed too few orders to show anything");
        Assert.True(tie.Interrupted > 0, "no kill met an order on its way");
        Say(string.Create(CultureInfo.InvariantCulture, $"{kills} kills, seed {seed}: {tie.Orders} orders and {tie.Executions} executions tie; {tie.Interrupted} orders and {tie.FlattensInterrupted} flattens were on their way when a plug was pulled"));
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
