using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Titan.Simulator;
using Titan.Tests.Support;

namespace Titan.Tests.Scenarios;

/// <summary>
/// Pulls the plug at random instants, again and again, on one ledger and one venue account: start, arm as soon as ready, trade, SIGKILL.
/// After the last kill the books must tie with the exchange's own. The seed decides every instant and is printed.
/// </summary>
internal sealed class KillRun(int kills, int seed, Action<string> say)
{
    // Restless on purpose: small channels and near stops, so that orders are always somewhere on their way.
    private static readonly Dictionary<string, string> Restless = new()
    {
        ["Titan:Strategies:Breakout:ChannelBars"] = "5",
        ["Titan:Strategies:Breakout:CooldownSeconds"] = "0",
        ["Titan:Strategies:Breakout:MinStop"] = "0.002",
        ["Titan:Strategies:Breakout:MaxChase"] = "0.0002",
        ["Titan:Strategies:Breakout:StopAtr"] = "0.5",
        ["Titan:Strategies:Breakout:TargetR"] = "1",
        ["Titan:Strategies:Breakout:RiskPerTrade"] = "0.001",
        ["Titan:Risk:MaxPositions"] = "9",
        ["Titan:Risk:MaxDailyDrawdown"] = "0.10",
        ["Titan:Execution:OrderTimeoutMs"] = "300",
    };

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(15);

    public async Task<LedgerTie> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var market = new SimulatorOptions { Seed = seed, InitialBalance = 100_000m, Market = new RestlessMarket(TimeProvider.System.GetUtcNow()) };
        await using var venue = await SimulatorHost.StartAsync(market, cancellationToken);
#pragma warning disable CA5394 // The instants of a test are drawn from a printed seed.
        var dice = new Random(seed);
        var port = FreePort();
        for (var kill = 1; kill <= kills; kill++)
        {
            using var titan = TitanProcess.Start(venue.RestUrl, venue.StreamUrl, folder.Path, port, Restless);
            // One in five dies on the way up, the others some time after they were armed.
            var early = dice.Next(5) == 0;
            var livesFor = early ? dice.Next(50, 2_500) : dice.Next(50, 4_000);
#pragma warning restore CA5394
            using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            life.CancelAfter(early ? TimeSpan.FromMilliseconds(livesFor) : LongestStart);
            var armed = await ArmAsync(titan, life.Token);
            life.CancelAfter(early && !armed ? TimeSpan.Zero : TimeSpan.FromMilliseconds(livesFor));
            await UntilAsync(life.Token);
            await titan.KillAsync();
            say(string.Create(CultureInfo.InvariantCulture, $"kill {kill} of {kills}, seed {seed}: after {livesFor} ms, {(armed ? "armed" : "not armed yet")}"));
        }

        return await LastLifeAsync(venue, folder.Path, port, cancellationToken);
    }

    private static async Task<bool> ArmAsync(TitanProcess titan, CancellationToken life)
    {
        try
        {
            while (await titan.ReadyAsync(life))
            {
                var answer = await titan.PostAsync("/api/console/master-arm", new { enabled = true }, life);
                if (answer?["masterArm"]?.GetValue<bool>() == true)
                {
                    return true;
                }

                await TitanProcess.PauseAsync(50, life);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or HttpRequestException)
        {
            // Its life was over before that.
        }

        return false;
    }

    // The last start settles what the last kill left; FLATTEN ends on the venue's word, then the books are compared.
    private static async Task<LedgerTie> LastLifeAsync(SimulatorHost venue, string data, int port, CancellationToken cancellationToken)
    {
        using var titan = TitanProcess.Start(venue.RestUrl, venue.StreamUrl, data, port, Restless);
        Assert.True(await titan.ReadyAsync(cancellationToken), titan.Output);
        var flat = await titan.PostAsync("/api/emergency/flatten", null, cancellationToken);
        Assert.True(flat?["success"]?.GetValue<bool>() == true, $"not flat: {flat}\n{titan.Output}");
        await titan.PostAsync("/api/state/reconcile", null, cancellationToken);
        var orders = await titan.GetAsync("/api/orders?open=true", cancellationToken);
        titan.Signal("TERM");
        await titan.WaitForExitAsync(cancellationToken);
        var tie = LedgerTie.Compare(Path.Combine(data, "titan_execution.db"), await LedgerTie.AskVenueAsync(venue.RestUrl, cancellationToken));
        Assert.NotNull(orders);
        return tie;
    }

    private static async Task UntilAsync(CancellationToken life)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.Register(end.SetResult);
        await end.Task;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
