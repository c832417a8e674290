using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Journal;

/// <summary>Signals as the database keeps them: one row an id, its state after every fact, and ids for ever (spec titan-trading 4.1, 4.2).</summary>
public sealed class SignalProjectionTests
{
    [Fact]
    public async Task Signal_ThroughItsLife_StandsWhereItsLastFactPutIt()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(Heard("s1", SignalPhase.Prepare, SignalOutcome.Prepared));
        await AssertStateAsync(bench, "s1", "PENDING", null, "PREPARE");
        bench.Record(Judged("s1", approved: true));
        bench.Record(Heard("s1", SignalPhase.Confirm, SignalOutcome.Confirmed));
        await AssertStateAsync(bench, "s1", "VALIDATED", null, "PREPARE", "CONFIRM");
        bench.Record(new OrderCreated(Entry("o1", "s1")));
        bench.Record(new FillBooked(new ExecutionId("x1"), new ClientOrderId("o1"), new InstrumentId("BTCUSDT"), Side.Buy, 0.01m, 50_000m, 0.1m, false, ExecutionKind.Trade, null, DateTimeOffset.UnixEpoch));
        await AssertStateAsync(bench, "s1", "EXECUTED", null, "PREPARE", "CONFIRM");
        bench.Record(Heard("s1", SignalPhase.Abort, SignalOutcome.Aborted));
        await AssertStateAsync(bench, "s1", "EXECUTED", null, "PREPARE", "CONFIRM", "ABORT");
    }

    [Fact]
    public async Task Signal_ThatNeverExecuted_SaysWhy()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(Heard("late", SignalPhase.Prepare, SignalOutcome.Prepared));
        bench.Record(new SignalLapsed(new CorrelationId("late"), "BTCUSDT"));
        bench.Record(Judged("denied", approved: false));
        bench.Record(Heard("zombie", SignalPhase.Confirm, SignalOutcome.Zombie, "CONFIRM_WITHOUT_PREPARE"));
        bench.Record(Heard("late", SignalPhase.Confirm, SignalOutcome.Zombie, "CONFIRM_LATE"));
        bench.Record(Judged("unfilled", approved: true));
        bench.Record(new OrderCreated(Entry("o2", "unfilled")));
        bench.Record(new OrderMoved(new ClientOrderId("o2"), OrderStatus.Cancelled, null, "not filled in 2000 ms"));

        await AssertStateAsync(bench, "late", "EXPIRED", "STALE_SIGNAL", "PREPARE", "CONFIRM");
        await AssertStateAsync(bench, "denied", "REJECTED", "MasterArmOff", "INTENT");
        await AssertStateAsync(bench, "zombie", "ZOMBIE", "CONFIRM_WITHOUT_PREPARE", "CONFIRM");
        await AssertStateAsync(bench, "unfilled", "EXPIRED", "not filled in 2000 ms", "INTENT");
    }

    [Fact]
    public async Task Signals_Searched_AreNewestFirstFilteredAndPaged()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var id = 0; id < 25; id++)
        {
            bench.Record(Heard($"s{id}", SignalPhase.Prepare, id % 5 == 0 ? SignalOutcome.Refused : SignalOutcome.Prepared, id % 5 == 0 ? "NO_EDGE" : null));
        }

        await bench.CloseAsync();
        var seen = new List<string>();
        for (long before = 0; await bench.Signals().SearchAsync(new SignalQuery(Before: before, Limit: 10), default) is { Count: > 0 } page; before = page[^1].Sequence)
        {
            seen.AddRange(page.Select(line => line.Id));
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(id => $"s{id}"), seen);
        Assert.Equal(5, (await bench.Signals().SearchAsync(new SignalQuery(State: "REJECTED"), default)).Count);
        Assert.Empty(await bench.Signals().SearchAsync(new SignalQuery(Source: "scavenger"), default));
        Assert.Equal((24, 20), ((await bench.Signals().FindAsync("s0", 1_000, default))!.Value.Newer, (await bench.Signals().FindAsync("s0", 20, default))!.Value.Newer));
        Assert.Null(await bench.Signals().FindAsync("never", 1_000, default));
    }

    [Fact]
    public async Task Ids_LongAfterTheEngineForgotThem_AreStillKnown()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var id = 0; id <= SignalBook.IdsKept; id++)
        {
            bench.Record(Heard($"s{id}", SignalPhase.Prepare, SignalOutcome.Refused, "NO_EDGE"));
        }

        Assert.Null(bench.State.Signals.Find("s0"));
        await bench.CloseAsync();
        var (line, newer) = (await bench.Signals().FindAsync("s0", SignalBook.IdsKept, default))!.Value;
        Assert.Equal(("s0", SignalBook.IdsKept), (line.Id, newer));
        await bench.OpenAsync();
        await bench.CloseAsync();
        Assert.NotNull(await bench.Signals().FindAsync("s0", 1, default));
    }

    private static async Task AssertStateAsync(JournalBench bench, string id, string state, string? reason, params string[] phases)
    {
        await bench.CloseAsync();
        var line = (await bench.Signals().FindAsync(id, 1, default))!.Value.Line;
        Assert.Equal((state, reason), (line.State, line.Reason));
        Assert.Equal(phases, line.Phases);
        await bench.OpenAsync();
    }

    private static SignalHeard Heard(string id, SignalPhase phase, SignalOutcome outcome, string? reason = null) =>
        new(new CorrelationId(id), phase, "titan_dashboard", "BTCUSDT", Side.Buy, "digest", outcome, reason);

    private static IntentJudged Judged(string id, bool approved) => new(
        new CorrelationId(id), "scavenger", new InstrumentId("BTCUSDT"), Side.Buy, 0.01m, 50_000m, 49_500m, 51_500m, "test", approved, approved ? null : "MasterArmOff", approved ? null : "MasterArm", "",
        approved ? 0.01m : 0m, new DecisionInputs { SignalId = id });

    private static Order Entry(string id, string correlation) => new()
    {
        Id = new ClientOrderId(id),
        Correlation = new CorrelationId(correlation),
        Instrument = new InstrumentId("BTCUSDT"),
        Side = Side.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.GoodTillCancel,
        Purpose = OrderPurpose.Entry,
        Quantity = 0.01m,
        Price = 50_000m,
        Source = "webhook",
        CreatedAt = DateTimeOffset.UnixEpoch,
        Status = OrderStatus.Submitted,
    };
}
