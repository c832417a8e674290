using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Kernel;

/// <summary>The loop: commands first, effects only after the disk, stopping acts in spite of it.</summary>
public sealed class EngineLoopTests : IAsyncDisposable
{
    private readonly RecordingVenue _venue = new();
    private readonly MemoryJournal _journal = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TempFolder _folder = new();
    private readonly EngineCore _core;
    private readonly EngineLoop _loop;
    private Task _running = Task.CompletedTask;

    public EngineLoopTests()
    {
        var state = new EngineState();
        state.Apply(new JournalEntry(1, EngineBench.Start, new LedgerOpened("abcdef")));
        _core = new EngineCore(state, new TitanConfig(), []);
        _core.Prepare(BenchInstruments.All, []);
        _loop = new EngineLoop(_core, _venue, _journal, new EmergencyMarker(_folder.Path), TimeProvider.System, TimeProvider.System, NullLogger.Instance);
        _loop.Market.Fill(BenchInstruments.All);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Command_SentAfterReports_IsHandledBeforeThem()
    {
        _loop.Post(new StreamMoved(new StreamChange(StreamKind.Public, false, "cut", EngineBench.Start)));
        _loop.Post(new StreamMoved(new StreamChange(StreamKind.Public, true, "", EngineBench.Start)));
        await _loop.SendAsync(Disarm(), _stop.Token);
        Run();
        await UntilAsync(() => _journal.Entries.Count >= 3);
        Assert.IsType<CommandRecorded>(_journal.Entries[0].Fact);
        Assert.IsType<EventNoted>(_journal.Entries[1].Fact);
    }

    [Fact]
    public async Task Effects_OfAStep_WaitForItsFactsOnDisk()
    {
        _journal.Holds = true;
        await _loop.SendAsync(CancelAll(), _stop.Token);
        Run();
        await UntilAsync(() => _journal.Entries.Count > 0 && _loop.Handled > 0);
        Assert.DoesNotContain("cancel all", _venue.Asked);
        _journal.Commit();
        await UntilAsync(() => _venue.Asked.Contains("cancel all"));
    }

    [Fact]
    public async Task StoppingEffects_WaitingWhenTheDiskFails_GoOutOnce()
    {
        _journal.Holds = true;
        await _loop.SendAsync(CancelAll(), _stop.Token);
        Run();
        await UntilAsync(() => _journal.Entries.Count > 0 && _loop.Handled > 0);
        _journal.Become(writable: false);
        await UntilAsync(() => _venue.Asked.Contains("cancel all"));
        _journal.Commit();
        _journal.Become(writable: true);
        await UntilAsync(() => _journal.Entries.Any(entry => entry.Fact is EventNoted { Type: "JOURNAL_BACK" }));
        Assert.Single(_venue.Asked, "cancel all");
    }

    [Fact]
    public async Task FullJournal_LosesNoFactAndKeepsTheirOrder()
    {
        Run();
        _journal.Full = true;
        await _loop.SendAsync(Disarm(), _stop.Token);
        await _loop.SendAsync(CancelAll(), _stop.Token);
        await UntilAsync(() => _venue.Asked.Contains("cancel all"));
        Assert.Empty(_journal.Entries);
        _journal.Full = false;
        await UntilAsync(() => _journal.Entries.Count >= 2);
        // One look: the loop goes on writing.
        var sequences = _journal.Entries.Select(entry => entry.Sequence).ToArray();
        Assert.Equal(Enumerable.Range(2, sequences.Length).Select(sequence => (long)sequence), sequences);
    }

    [Fact]
    public async Task Command_WhoseAnswerComesAtOnce_IsAnsweredUnderItsId()
    {
        var answers = new System.Collections.Concurrent.ConcurrentQueue<CommandReply>();
        _loop.Answered = answers.Enqueue;
        Run();
        var command = Disarm();
        await _loop.SendAsync(command, _stop.Token);
        await UntilAsync(() => !answers.IsEmpty);
        Assert.Equal(command.Correlation, answers.Single().Correlation);
    }

    [Fact]
    public async Task Standstill_BetweenTwoStepsOfAFullQueue_IsSaidBeforeTheNextOne()
    {
        var wall = new ConsoleTests.Support.FrozenClock(EngineBench.Start);
        var loop = new EngineLoop(_core, _venue, _journal, new EmergencyMarker(_folder.Path), TimeProvider.System, wall, NullLogger.Instance);
        _core.Step(new SessionBegan("1.0", "Paper", "bench", "memory"), TimeProvider.System.GetUtcNow());
        // The process is stopped while the first of two waiting commands is handled.
        loop.Answered = _ => wall.MoveTo(EngineBench.Start.AddSeconds(20));
        await loop.SendAsync(Disarm(), _stop.Token);
        await loop.SendAsync(Disarm(), _stop.Token);
        _running = loop.RunAsync(_stop.Token);
        await UntilAsync(() => _journal.Entries.Count(entry => entry.Fact is CommandRecorded) == 2);
        var told = _journal.Entries.Select(entry => entry.Fact).Where(fact => fact is CommandRecorded or AlertRaised { Code: "LOOP_STALLED" }).Select(fact => fact.GetType()).ToArray();
        Assert.Equal([typeof(CommandRecorded), typeof(AlertRaised), typeof(CommandRecorded)], told);
    }

    [Fact]
    public void Intent_OnItsWayThroughTheGates_IsToldToTheJournal()
    {
        _core.Strategies.Intended!();
        Assert.Equal(0, Assert.Single(_journal.Expected));
    }

    private static DisarmCommand Disarm() => new(EngineBench.Operator, null, new CorrelationId("d1"));

    private static CancelAllCommand CancelAll() => new(EngineBench.Operator, null, new CorrelationId("c1"), IncludeProtective: false);

    private void Run() => _running = _loop.RunAsync(_stop.Token);

    private async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
