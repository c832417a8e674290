using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Simulator;
using Titan.Tests.Support;

namespace Titan.Tests.Scenarios;

/// <summary>
/// An armed engine on a market that never rests, and the venue's fault door. Keeps every fact of the run, waits for conditions, and ends
/// with FLATTEN and the comparison of the books.
/// </summary>
internal sealed class FaultyVenue : IAsyncDisposable
{
    private static readonly Author Operator = new("tester", "Operator", "test");

    private static readonly Dictionary<string, string?> Restless = new()
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

    // Entries with stops so far away that a position stays until somebody closes it.
    private static readonly Dictionary<string, string?> Patient = new(Restless)
    {
        ["Titan:Strategies:Breakout:MinStop"] = "0.05",
        ["Titan:Strategies:Breakout:TargetR"] = "4",
    };

    private readonly TempFolder _folder;
    private readonly SimulatorHost _venue;
    private readonly FactSubscription _subscription;
    private readonly List<JournalEntry> _facts = [];
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _desk = new(1);
    private readonly CancellationTokenSource _endOfShift = new();
    private Task _shift = Task.CompletedTask;
    private bool _wantsArmed;
    private bool _stopped;

    private FaultyVenue(TempFolder folder, SimulatorHost venue, LiveEngine engine)
    {
        (_folder, _venue, Engine) = (folder, venue, engine);
        _subscription = engine.Engine.SubscribeFacts();
        _client = new HttpClient { BaseAddress = venue.RestUrl };
    }

    public LiveEngine Engine { get; }

    public EngineSnapshot Snapshot => Engine.Engine.Snapshot;

    /// <summary>Order requests that reached the venue since <see cref="CountCreatesAsync"/>, read before the engine stopped.</summary>
    public int CreatesCounted { get; private set; }

    public static async Task<FaultyVenue> ArmedAsync(bool patient = false, decimal balance = 100_000m)
    {
        var folder = new TempFolder();
        var options = new SimulatorOptions { Seed = 11, InitialBalance = balance, Market = new RestlessMarket(TimeProvider.System.GetUtcNow()) };
        var venue = await SimulatorHost.StartAsync(options, CancellationToken.None);
        var run = new FaultyVenue(folder, venue, await LiveEngine.StartAsync(venue.RestUrl, venue.StreamUrl, folder.Path, settings: patient ? Patient : Restless));
        await run.Engine.UntilAsync(snapshot => snapshot.EntryBlocks is ["MasterArmOff"], "nothing but the arm in the way", 60);
        var armed = await run.Engine.Engine.SendAsync(new ArmCommand(Operator, null, run.Engine.Engine.NewCorrelation("arm")), CancellationToken.None);
        Assert.Equal(CommandStatus.Done, armed.Status);
        run._wantsArmed = true;
        run._shift = run.KeepShiftAsync();
        await run.FactAsync<FillBooked>(_ => true, "a first fill");
        return run;
    }

    /// <summary>Puts a fault up at the door.</summary>
    public async Task FaultAsync(object fault)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri("/faults", UriKind.Relative), fault);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>
    /// Pauses, waits until nothing of ours is on its way, and lets the door count order requests from here on (a latency of nothing strikes
    /// each). Returns the moment; <see cref="ResumeAsync"/> lets entries go again.
    /// </summary>
    public async Task<DateTimeOffset> CountCreatesAsync()
    {
        await SendAsync(new PauseCommand(Operator, "counting", Engine.Engine.NewCorrelation("pause"), true));
        await UntilAsync(snapshot => snapshot.WorkingOrders.IsEmpty, "no order on its way");
        await FaultAsync(new { kind = "latency", latencyMs = 0, path = "/v5/order/create" });
        return TimeProvider.System.GetUtcNow();
    }

    public Task ResumeAsync() => SendAsync(new PauseCommand(Operator, "counting", Engine.Engine.NewCorrelation("resume"), false));

    /// <summary>Waits until every fault of the kind has struck as often as it was to.</summary>
    public async Task StruckAsync(string kind)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await InForceAsync()).Any(fault => fault!["kind"]!.GetValue<string>() == kind))
        {
            limit.Token.ThrowIfCancellationRequested();
            await TitanProcess.PauseAsync(50, limit.Token);
        }
    }

    /// <summary>Asks for a comparison; a drift is corrected in a later round, so only the asking is waited for.</summary>
    public Task ReconcileAsync() => SendAsync(new ReconcileCommand(Operator, null, Engine.Engine.NewCorrelation("reconcile")));

    /// <summary>What other hands traded that the execution list does not show: whole quantity and mean price.</summary>
    public async Task<(decimal Quantity, decimal Price)> UnlistedAsync()
    {
        var books = await BooksAsync();
        var rows = books["executions"]!.AsArray().Where(row => !row!["listed"]!.GetValue<bool>()).ToArray();
        var quantity = rows.Sum(row => Number(row!, "qty"));
        return (quantity, rows.Sum(row => Number(row!, "qty") * Number(row!, "price")) / quantity);
    }

    /// <summary>Takes all faults down.</summary>
    public async Task LiftAsync()
    {
        using var answer = await _client.DeleteAsync(new Uri("/faults", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    public Task<EngineSnapshot> UntilAsync(Func<EngineSnapshot, bool> condition, string what, int seconds = 60) => Engine.UntilAsync(condition, what, seconds);

    /// <summary>Waits until entries are denied for the reason; nobody but the breaker and the operator has moved the arm.</summary>
    public async Task BlockedAsync(string reason)
    {
        var blocked = await UntilAsync(snapshot => snapshot.EntryBlocks.Contains(reason), $"entries denied: {reason}");
        Assert.True(
            blocked.Arm.State == ArmState.Armed || blocked.Breaker.Active || blocked.Arm.By == Operator.Name,
            $"{reason} took the arm: {blocked.Arm.State} by {blocked.Arm.By}, {blocked.Arm.Reason}");
    }

    /// <summary>Waits until nothing is in the way of entries, armed still: the engine came back by itself.</summary>
    public async Task BackAsync()
    {
        var back = await UntilAsync(snapshot => snapshot.EntryBlocks.IsEmpty, "entries allowed again", 90);
        Assert.Equal(ArmState.Armed, back.Arm.State);
    }

    /// <summary>The next fact of the kind that fulfils the condition, from where the last wait stopped.</summary>
    public async Task<JournalEntry> FactAsync<TFact>(Func<TFact, bool> condition, string what, int seconds = 60)
        where TFact : Fact
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            while (true)
            {
                var entry = await _subscription.Reader.ReadAsync(limit.Token);
                _facts.Add(entry);
                if (entry.Fact is TFact fact && condition(fact))
                {
                    return entry;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"never happened: {what}. {LiveEngine.Describe(Snapshot)}");
        }
    }

    public Task<JournalEntry> AlertAsync(string code) => FactAsync<AlertRaised>(alert => alert.Code == code, $"alert {code}");

    /// <summary>A position is open, as the venue told.</summary>
    public Task<EngineSnapshot> HoldingAsync() => UntilAsync(snapshot => !snapshot.Positions.IsEmpty, "a position");

    /// <summary>Has the operator arm, and waits for it: after a flatten the account has to be reconciled first.</summary>
    public async Task ArmAsync()
    {
        _wantsArmed = true;
        await UntilAsync(snapshot => snapshot.EntryBlocks.IsEmpty, "armed, and nothing in the way");
    }

    /// <summary>FLATTEN ALL, as answered; the operator arms no more until told.</summary>
    public async Task<CommandResult> FlattenAsync(string reason = "test")
    {
        await _desk.WaitAsync();
        try
        {
            _wantsArmed = false;
            return await SendAsync(new FlattenCommand(Operator, reason, Engine.Engine.NewCorrelation("flatten")));
        }
        finally
        {
            _desk.Release();
        }
    }

    /// <summary>The exchange's own books, whole.</summary>
    public Task<JsonNode> BooksAsync() => LedgerTie.AskVenueAsync(_venue.RestUrl, CancellationToken.None);

    /// <summary>The exchange itself holds no position and no working order.</summary>
    public async Task VenueIsFlatAsync()
    {
        var books = await BooksAsync();
        Assert.Empty(books["positions"]!.AsArray());
        Assert.DoesNotContain(books["orders"]!.AsArray(), order => order!["status"]!.GetValue<string>() is "New" or "PartiallyFilled" or "Untriggered" or "Triggered");
    }

    /// <summary>The position in a symbol once it is open and nothing more is on its way there.</summary>
    public async Task<Position> HoldingAsync(string symbol)
    {
        var id = new InstrumentId(symbol);
        var held = await UntilAsync(
            snapshot => snapshot.Positions.Any(position => position.Position.Instrument == id) && !snapshot.WorkingOrders.Any(order => order.Instrument == id), $"a position in {symbol}");
        return held.Positions.Single(position => position.Position.Instrument == id).Position;
    }

    /// <summary>FLATTEN to the venue's word, stop, and every order, execution and cent against the venue's own books.</summary>
    public async Task<LedgerTie> FlatAndTiedAsync(bool foreignHands = false)
    {
        var flat = await FlattenAsync("end of test");
        Assert.True(flat.Status is CommandStatus.Done or CommandStatus.StillRunning, flat.Message);
        await UntilAsync(snapshot => snapshot.Flatten is null && snapshot.Positions.IsEmpty && snapshot.WorkingOrders.IsEmpty, "flat");
        var round = await Engine.Engine.SendAsync(new ReconcileCommand(Operator, null, Engine.Engine.NewCorrelation("reconcile")), CancellationToken.None);
        Assert.True(round.Status == CommandStatus.Done, round.Message);
        CreatesCounted = (await InForceAsync()).Where(fault => fault!["path"]?.GetValue<string>() == "/v5/order/create" && fault["kind"]!.GetValue<string>() == "latency")
            .Sum(fault => fault!["hits"]!.GetValue<int>());
        var books = await LedgerTie.AskVenueAsync(_venue.RestUrl, CancellationToken.None);
        await StopAsync();
        var tie = LedgerTie.Compare(Path.Combine(Engine.DataDirectory, "titan_execution.db"), books);
        Assert.Empty(books["positions"]!.AsArray());
        var differences = foreignHands ? [.. tie.Differences.Where(line => line.StartsWith("order ", StringComparison.Ordinal) || line.StartsWith("intent ", StringComparison.Ordinal))] : tie.Differences;
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(tie.Orders > 0);
        return tie;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        await _venue.DisposeAsync();
        _folder.Dispose();
    }

    private static decimal Number(JsonNode row, string name) => decimal.Parse(row[name]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private async Task<JsonArray> InForceAsync() =>
        JsonNode.Parse(await _client.GetStringAsync(new Uri("/faults", UriKind.Relative)))!["faults"]!.AsArray();

    private Task<CommandResult> SendAsync(EngineCommand command) => Engine.Engine.SendAsync(command, CancellationToken.None);

    // Nearly every trade of this market loses, so the breaker trips again and again: the operator resets it by its own door, with a reason,
    // and arms by hand.
    private async Task KeepShiftAsync()
    {
        while (!_endOfShift.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            await _desk.WaitAsync();
            try
            {
                if (_wantsArmed && Snapshot.Breaker.Active)
                {
                    await SendAsync(new ResetBreakerCommand(Operator, "losses of a market that never rests", Engine.Engine.NewCorrelation("reset")));
                }

                if (_wantsArmed && Snapshot is { Arm.State: ArmState.Disarmed, EntryBlocks: ["MasterArmOff"] })
                {
                    await SendAsync(new ArmCommand(Operator, null, Engine.Engine.NewCorrelation("arm")));
                }
            }
            finally
            {
                _desk.Release();
            }
        }
    }

    private async ValueTask StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _endOfShift.CancelAsync();
            await _shift;
            _endOfShift.Dispose();
            _desk.Dispose();
            _subscription.Dispose();
            await Engine.DisposeAsync();
        }
    }
}
