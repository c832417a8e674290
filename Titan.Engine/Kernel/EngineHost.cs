using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Titan.Engine.Configuration;
using Titan.Engine.Guard;
using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>
/// Starts and stops the engine inside the process. Starting is recovery: restore the journal, load instruments, teach the strategies
/// the past, open the streams, reconcile, only then ready. Stopping: entries cancelled, stops stay, journal flushed, never a flatten.
/// </summary>
public sealed partial class EngineHost(
    TitanEngine engine, IVenue venue, IJournal journal, TitanConfig config, IEnumerable<IStrategy> strategies, EngineIdentity identity,
    EmergencyMarker marker, TimeProvider clock, ILoggerFactory loggers, HeartbeatFile? heartbeat = null, ISpotFeed? spot = null,
    SignalChannel? signals = null, PriceTape? prices = null) : BackgroundService
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FutureAllowed = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    private readonly ILogger _logger = loggers.CreateLogger("Titan.Engine");

    /// <summary>Why the engine stopped trading though the process lives; null while it runs.</summary>
    public string? Fault { get; private set; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        State = await journal.RestoreAsync(cancellationToken).ConfigureAwait(false);
        RefuseAFutureLedger();
        LogRestored(_logger, State.Sequence, State.Positions.Count, State.Orders.Values.Count(order => order.IsWorking));
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    private EngineState State { get; set; } = new();

    // Time in a ledger never runs backwards, so one that is ahead of the market's clock would stand still.
    private void RefuseAFutureLedger()
    {
        var ahead = State.At - clock.GetUtcNow();
        if (ahead > FutureAllowed)
        {
            throw new JournalException($"The ledger was last written at {State.At:u}, {ahead.TotalHours:0.0} h ahead of the market's clock. Correct the machine's clock, or choose another folder with --data (a recording needs one of its own).");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // An orderly stop.
        }
        catch (Exception problem)
        {
            // Our bug: corrupt state is worse than no state. The console stays up and says it; nothing is sent any more.
            Fault = problem.Message;
            LogFault(_logger, problem);
            engine.Disconnect();
            var last = engine.Snapshot;
            engine.Publish(last with { Version = last.Version + 1, Readiness = last.Readiness with { NotReadyBecause = $"engine stopped: {problem.Message}" } });
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var instruments = await LoadInstrumentsAsync(stoppingToken).ConfigureAwait(false);
        var core = new EngineCore(State, config, [.. strategies]);
        var history = await InstrumentWatch.LoadAsync(venue, BarNeed.Of(strategies), instruments, stoppingToken).ConfigureAwait(false);
        core.Prepare(instruments, history);
        prices?.Learn(history);
        var loop = new EngineLoop(core, venue, journal, marker, clock, TimeProvider.System, loggers.CreateLogger("Titan.Engine.Loop"), spot, signals);
        loop.Market.Fill(instruments);
        var builder = new SnapshotBuilder(core, identity, clock.GetUtcNow());
        using var pace = new SnapshotPace(TimeProvider.System, loop.Wake);
        Wire(loop, builder, core, pace);
        using var drained = new CancellationTokenSource();
        var running = loop.RunAsync(drained.Token);
        engine.Connect(loop.SendAsync, () => loop.Idle, new FlattenForecaster(venue, () => engine.Snapshot).MakeAsync);
        await Task.WhenAll(
            venue.StartAsync(instruments, loop, stoppingToken),
            spot?.StartAsync(instruments, loop, stoppingToken) ?? Task.CompletedTask).ConfigureAwait(false);
        loop.Post(new Ticked(venue.Status, spot?.Status));
        loop.Post(new SessionBegan(identity.Version, identity.Mode, venue.Name, venue.Environment));
        using var watch = new EmergencyWatch(marker, loop.Post);
        using var beating = heartbeat is null ? null : new Heartbeat(heartbeat, loop, TimeProvider.System);
        LogStarted(_logger, venue.Name, venue.Environment, instruments.Count);
        await StopAsync(loop, running, drained, stoppingToken).ConfigureAwait(false);
    }

    private void Wire(EngineLoop loop, SnapshotBuilder builder, EngineCore core, SnapshotPace pace)
    {
        var answers = new List<CommandReply>();
        loop.Answered = answers.Add;
        loop.Learned = bars => prices?.Learn(bars);
        loop.Happened = facts =>
        {
            builder.Take(facts);
            engine.Publish(facts);
            LogFacts(facts);
        };
        loop.Stepped = now =>
        {
            if (pace.IsDue(loop.Handled - loop.Ticks, loop.Ticks, atOnce: answers.Count > 0))
            {
                prices?.See(core.Surroundings, now);
                engine.Publish(builder.Build(now, venue.Status, LoadOf(loop, now)));
            }

            // Whoever is told "done" finds it done in the very next look.
            answers.ForEach(engine.Answer);
            answers.Clear();
        };
    }

    private EngineLoad LoadOf(EngineLoop loop, DateTimeOffset now)
    {
        var status = journal.Status;
        var newest = venue.Status.Streams.Where(stream => stream.LastMessageAt is not null).Select(stream => stream.LastMessageAt!.Value).DefaultIfEmpty(now).Max();
        return new EngineLoad(
            loop.CommandDepth, loop.ReportDepth, loop.Market.Depth, loop.Market.Dropped, loop.Handled, 0,
            status.Writable, status.LastWriteMs, status.Pending, status.Problem, Math.Max(0, (now - newest).TotalMilliseconds));
    }

    // The whitelist in force, which may outrank the files; and what is open besides, so that it is priced to its end.
    private string[] Wanted()
    {
        var inForce = State.Settings?.Allowed(config).Over(config) ?? config;
        return [.. inForce.Whitelist.Symbols.Union(State.Positions.Keys.Select(static id => id.Value).Order(StringComparer.Ordinal), StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<Instrument>> LoadInstrumentsAsync(CancellationToken cancellationToken)
    {
        var wanted = Wanted();
        while (true)
        {
            var answer = await venue.GetInstrumentsAsync(wanted, cancellationToken).ConfigureAwait(false);
            if (answer is { IsKnown: true, Value: { Count: > 0 } instruments })
            {
                return instruments;
            }

            LogNoInstruments(_logger, answer.IsKnown ? "none of the whitelist is listed" : answer.Outcome.Text);
            var last = engine.Snapshot;
            engine.Publish(last with { Version = last.Version + 1, Readiness = new ReadinessView(true, false, $"venue does not answer: {answer.Outcome.Text}") });
            await Task.Delay(RetryEvery, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // Entries go, stops stay, what was decided gets on disk; never an implicit flatten (spec titan-trading 4.7).
    private async Task StopAsync(EngineLoop loop, Task running, CancellationTokenSource drained, CancellationToken stoppingToken)
    {
        var stop = Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken);
        await Task.WhenAny(stop, running).ConfigureAwait(false);
        if (running.IsCompleted)
        {
            await running.ConfigureAwait(false);
        }

        using var limit = new CancellationTokenSource(DrainTime);
        try
        {
            await engine.SendAsync(new DisarmCommand(Author.System, "process stop", engine.NewCorrelation("stop")), limit.Token).ConfigureAwait(false);
            while (!loop.Idle)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            LogNotDrained(_logger);
        }

        engine.Disconnect();
        await drained.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        await journal.FlushAsync(CancellationToken.None).WaitAsync(DrainTime, CancellationToken.None).ConfigureAwait(false);
    }

    private void LogFacts(IReadOnlyList<JournalEntry> facts)
    {
        foreach (var entry in facts)
        {
            switch (entry.Fact)
            {
                case AlertRaised { Severity: AlertSeverity.Critical or AlertSeverity.High } alert: LogAlert(_logger, alert.Severity, alert.Code, alert.Message); break;
                case AlertRaised alert: LogNotice(_logger, alert.Code, alert.Message); break;
                case EventNoted note: LogNotice(_logger, note.Type, note.Message); break;
                case SignalHeard heard: LogNotice(_logger, SignalEvents.TypeOf(heard), SignalEvents.Sentence(heard)); break;
                case SignalLapsed lapsed: LogNotice(_logger, SignalEvents.Stale, SignalEvents.Sentence(lapsed)); break;
                case IntentJudged { Approved: true } judged: LogNotice(_logger, "INTENT_APPROVED", $"{judged.Instrument} {judged.Side} {judged.AuthorisedQuantity}: {judged.Why}"); break;
                case IntentJudged judged: LogNotice(_logger, "INTENT_DENIED", $"{judged.Instrument} {judged.Side}: {judged.Denial} at {judged.Gate}"); break;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Shadow State restored: journal at {Sequence}, {Positions} positions, {Orders} working orders")]
    private static partial void LogRestored(ILogger logger, long sequence, int positions, int orders);

    [LoggerMessage(2, LogLevel.Information, "Engine started on {Venue} {Environment} with {Instruments} instruments, DISARMED")]
    private static partial void LogStarted(ILogger logger, string venue, string environment, int instruments);

    [LoggerMessage(3, LogLevel.Critical, "Engine stopped by a fault of its own; nothing is sent any more")]
    private static partial void LogFault(ILogger logger, Exception problem);

    [LoggerMessage(4, LogLevel.Warning, "No instruments yet: {Why}")]
    private static partial void LogNoInstruments(ILogger logger, string why);

    [LoggerMessage(5, LogLevel.Warning, "{Severity} {Code} {Message}")]
    private static partial void LogAlert(ILogger logger, AlertSeverity severity, string code, string message);

    [LoggerMessage(6, LogLevel.Information, "{Code} {Message}")]
    private static partial void LogNotice(ILogger logger, string code, string message);

    [LoggerMessage(7, LogLevel.Warning, "Stopped before everything was answered; the next start asks the venue")]
    private static partial void LogNotDrained(ILogger logger);
}
