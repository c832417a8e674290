using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Titan.Simulator;
using Titan.Tests.Support;

namespace Titan.Tests.Scenarios;

/// <summary>
/// Pulls the plug at random instants, again and again, on one ledger and one venue account: start, arm as soon as ready, trade, in every
/// other life FLATTEN ALL, SIGKILL. The venue answers orders slowly, so that the plug often finds one on its way; in some lives it waits for one. After the last kill the
/// books must tie with the exchange's own. The seed decides every instant and is printed.
/// </summary>
internal sealed class KillRun(int kills, int seed, Action<string> say)
{
    // Restless on purpose: small channels and near stops, so that orders are always somewhere on their way.
    internal static readonly Dictionary<string, string> Restless = new()
    {
        ["Titan:Strategies:Breakout:ChannelBars"] = "5",
        ["Titan:Strategies:Scavenger:Enabled"] = "false",
        ["Titan:Strategies:Breakout:CooldownSeconds"] = "0",
        ["Titan:Strategies:Breakout:MinStop"] = "0.002",
        ["Titan:Strategies:Breakout:MaxChase"] = "0.0002",
        ["Titan:Strategies:Breakout:StopAtr"] = "0.5",
        ["Titan:Strategies:Breakout:TargetR"] = "1",
        ["Titan:Strategies:Breakout:RiskPerTrade"] = "0.001",
        ["Titan:Risk:MaxPositions"] = "9",
        ["Titan:Risk:MaxDailyDrawdown"] = "0.10",
        ["Titan:Risk:MaxConsecutiveLosses"] = "10",
        ["Titan:Safety:DrawdownVelocityPct"] = "10",
        ["Titan:Execution:OrderTimeoutMs"] = "300",
    };

    // In most lives stops are far away and positions small: stops that are hit cost a thousandth of the account each, and after a hundred
    // of them the daily limit would end all trading, and with it the meaning of the run.
    internal static readonly Dictionary<string, string> Lasting = new(Restless) { ["Titan:Strategies:Breakout:MinStop"] = "0.1" };

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    // An aimed life without its orders flattens half way, so that what it holds is closed; one that holds nothing soon enters.
    private static readonly TimeSpan LongestAim = TimeSpan.FromSeconds(12);

    /// <summary>What one life may take on a machine that is busy with other things: a run that takes longer hangs.</summary>
    public static TimeSpan LongestLife => LongestStart + LongestAim;

    public async Task<LedgerTie> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var market = new SimulatorOptions { Seed = seed, InitialBalance = 100_000m, Market = new RestlessMarket(TimeProvider.System.GetUtcNow()) };
        await using var venue = await SimulatorHost.StartAsync(market, cancellationToken);
        await SlowOrdersAsync(venue.RestUrl, cancellationToken);
        var journal = new JournalWatch(Path.Combine(folder.Path, "titan_execution.db"));
        var dice = new Random(seed);
        var port = FreePort();
        for (var kill = 1; kill <= kills; kill++)
        {
            var plan = KillPlan.Draw(dice);
            using var titan = TitanProcess.Start(venue.RestUrl, venue.StreamUrl, folder.Path, port, kill % 20 == 1 ? Restless : Lasting);
            var unarmed = await LiveAsync(titan, plan, journal, cancellationToken);
            await titan.KillAsync();
            say(string.Create(CultureInfo.InvariantCulture, $"kill {kill} of {kills}, seed {seed}: {plan}{(unarmed is null ? "" : $", not armed: {unarmed}")}"));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await LastLifeAsync(venue, folder.Path, port, cancellationToken);
    }

    // From its start to the instant of the plug. Returns what kept it from being armed by then; null when it was, or was never meant to be.
    private static async Task<string?> LiveAsync(TitanProcess titan, KillPlan plan, JournalWatch journal, CancellationToken cancellationToken)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        life.CancelAfter(plan.Early ? TimeSpan.FromMilliseconds(plan.LivesForMs) : LongestStart);
        var unarmed = await ArmAsync(titan, life.Token);
        if (unarmed is not null || plan.Early)
        {
            await UntilAsync(life.Token);
            return plan.Early ? null : unarmed;
        }

        life.CancelAfter(plan.Aimed ? LongestAim : TimeSpan.FromMilliseconds(plan.LivesForMs));
        var flattening = plan.FlattensAfterMs ?? (plan.Aimed ? (int)LongestAim.TotalMilliseconds / 2 : null);
        var flattened = flattening is { } after ? FlattenAsync(titan, after, life.Token) : Task.CompletedTask;
        if (plan.Aimed && await journal.OrderLeftAsync(plan.AimsAtOrder, life.Token))
        {
            await TitanProcess.PauseAsync(Math.Max(1, plan.AfterOrderMs), life.Token);
            await titan.KillAsync();
        }
        else
        {
            await UntilAsync(life.Token);
        }

        await life.CancelAsync();
        await flattened;
        return null;
    }

    // Half of the order requests wait before they are executed, and half of the answers after it.
    private static async Task SlowOrdersAsync(Uri venue, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = venue };
        foreach (var when in (string[])["before", "after"])
        {
            var fault = new { kind = "latency", latencyMs = 30, jitterMs = 400, path = "/v5/order/*", when, probability = 0.5, seed = 7 };
            using var answer = await client.PostAsJsonAsync(new Uri("/faults", UriKind.Relative), fault, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task FlattenAsync(TitanProcess titan, int afterMs, CancellationToken life)
    {
        try
        {
            await TitanProcess.PauseAsync(Math.Max(1, afterMs), life);
            await titan.PostAsync("/api/emergency/flatten", null, life);
        }
        catch (Exception problem) when (problem is OperationCanceledException or HttpRequestException)
        {
            // Its life was over in the middle of it; the next one goes on.
        }
    }

    /// <summary>Arms as soon as the product is ready and lets it. Returns null when armed, otherwise what was in the way when the life was over.</summary>
    internal static async Task<string?> ArmAsync(TitanProcess titan, CancellationToken life)
    {
        string? refusal = null;
        try
        {
            while (await titan.ReadyAsync(life))
            {
                var answer = await titan.PostAsync("/api/console/master-arm", new { enabled = true }, life);
                if (answer?["masterArm"]?.GetValue<bool>() == true)
                {
                    return null;
                }

                refusal = answer?.ToJsonString() ?? "no answer";

                // The losses of an earlier life may have tripped the breaker; that outlives the process, as it must.
                if (refusal.Contains("BREAKER", StringComparison.Ordinal))
                {
                    await titan.PostAsync("/api/circuit-breaker/reset", new { reason = "losses of a market that never rests" }, life);
                }

                await TitanProcess.PauseAsync(50, life);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or HttpRequestException)
        {
            // Its life was over before that.
        }

        return refusal ?? $"never ready. {titan.Output}";
    }

    // The last start settles what the last kill left; FLATTEN ends on the venue's word, then the books are compared.
    private static async Task<LedgerTie> LastLifeAsync(SimulatorHost venue, string data, int port, CancellationToken cancellationToken)
    {
        using var titan = TitanProcess.Start(venue.RestUrl, venue.StreamUrl, data, port, Lasting);
        Assert.True(await titan.ReadyAsync(cancellationToken), titan.Output);
        var flat = await FlattenOnceMoreAsync(titan, cancellationToken);
        Assert.True(flat?["success"]?.GetValue<bool>() == true, $"not flat: {flat}\n{titan.Output}");
        await titan.PostAsync("/api/state/reconcile", null, cancellationToken);
        titan.Signal("TERM");
        await titan.WaitForExitAsync(cancellationToken);
        return LedgerTie.Compare(Path.Combine(data, "titan_execution.db"), await LedgerTie.AskVenueAsync(venue.RestUrl, cancellationToken));
    }

    // The last plug may have been pulled in the middle of a flatten: this life goes on with that one first, and only one runs at a time.
    private static async Task<JsonNode?> FlattenOnceMoreAsync(TitanProcess titan, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await titan.PostAsync("/api/emergency/flatten", null, cancellationToken);
            if (answer?["error"]?.GetValue<string>() != "FLATTEN_RUNNING")
            {
                return answer;
            }

            await TitanProcess.PauseAsync(100, cancellationToken);
        }
    }

    private static async Task UntilAsync(CancellationToken life)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.Register(end.SetResult);
        await end.Task;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
