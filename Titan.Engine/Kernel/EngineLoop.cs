using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>
/// The one writer: takes inputs (commands first, then reports, then market data), lets the core step, hands the facts to the journal
/// and releases the effects once they are on disk. Also the venue's sink. Everything else talks to it through bounded mailboxes.
/// One turn at a time; who brings a quote after a pause takes it on its own thread (decision 0018).
/// </summary>
internal sealed partial class EngineLoop : IVenueSink, ISpotSink
{
    private const int CommandCapacity = 256;
    private const int ReportCapacity = 65_536;
    private const int SignalsAtOnce = 8;
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PulseEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<EngineInput> _commands = Channel.CreateBounded<EngineInput>(new BoundedChannelOptions(CommandCapacity) { SingleReader = true });

    // Reports are never dropped: a full mailbox makes the adapter's task wait, which in turn makes the venue's socket wait.
    private readonly Channel<EngineInput> _reports = Channel.CreateBounded<EngineInput>(new BoundedChannelOptions(ReportCapacity) { SingleReader = true });
    private readonly Channel<byte> _bell = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly EngineCore _core;
    private readonly IVenue _venue;
    private readonly ISpotFeed? _spot;
    private readonly SignalChannel? _signals;
    private readonly IJournal _journal;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _wall;
    private readonly ILogger _logger;
    private readonly EffectRunner _runner;
    private readonly Func<DateTimeOffset> _now;
    private readonly Action _commit;
    private readonly Queue<JournalBatch> _overflow = new();
    private readonly Queue<EffectRelease> _releases = new();
    private readonly TurnTaker _turns;
    private CancellationToken _stopping;
    private DateTimeOffset _drainedAt;
    private long _handled;
    private long _beats;

    /// <param name="core">The rules.</param>
    /// <param name="venue">Where effects go.</param>
    /// <param name="journal">Where facts go.</param>
    /// <param name="marker">The emergency marker on disk.</param>
    /// <param name="clock">Engine time: what the rules see.</param>
    /// <param name="wall">The machine's time: tells whether this process stood still.</param>
    /// <param name="logger">For the shell's own troubles.</param>
    /// <param name="spot">The leader's feed; null when none is installed.</param>
    /// <param name="signals">Signals from outside the strategies; null when nobody sends any.</param>
    public EngineLoop(
        EngineCore core, IVenue venue, IJournal journal, EmergencyMarker marker, TimeProvider clock, TimeProvider wall, ILogger logger, ISpotFeed? spot = null,
        SignalChannel? signals = null)
    {
        (_core, _venue, _journal, _clock, _wall, _logger, _spot, _signals) = (core, venue, journal, clock, wall, logger, spot, signals);
        _drainedAt = wall.GetUtcNow();
        _turns = new TurnTaker(Drain, Ring, wall);
        Market = new MarketMailbox(Ring);
        _runner = new EffectRunner(venue, new InstrumentWatch(venue, spot, Market, BarNeed.Of(core.Strategies.Strategies), Post), clock, marker, Post, logger);
        _now = Look;
        _commit = Commit;
        core.Strategies.Intended = journal.Expect;
        journal.StatusChanged += status => Post(new JournalMoved(status));
    }

    public MarketMailbox Market { get; }

    /// <summary>Called within the turn, after each step that may have changed what readers see.</summary>
    public Action<DateTimeOffset>? Stepped { get; set; }

    public Action<IReadOnlyList<JournalEntry>>? Happened { get; set; }

    public Action<CommandReply>? Answered { get; set; }

    /// <summary>Called within the turn, with the past bars of an instrument that joined.</summary>
    public Action<IReadOnlyList<Bar>>? Learned { get; set; }

    public int CommandDepth => _commands.Reader.Count;

    public int ReportDepth => _reports.Reader.Count;

    public long Handled => Volatile.Read(ref _handled);

    /// <summary>Of these, ticks of the clock from which nothing followed.</summary>
    public long Ticks { get; private set; }

    /// <summary>Turns of the loop, at least one a second while it lives.</summary>
    public long Beats => Volatile.Read(ref _beats);

    /// <summary>Nothing waits, nothing is being stepped, nothing is on its way to disk or venue. For lock-step runs.</summary>
    public bool Idle =>
        !_turns.Busy && _commands.Reader.Count == 0 && _reports.Reader.Count == 0 && Market.Depth == 0 && (_signals?.Depth ?? 0) == 0
        && _runner.InFlight == 0 && _journal.Status.Pending == 0 && !_turns.Busy;

    /// <summary>Runs until cancelled. An exception of the core is our bug: it is not swallowed, the host stops trading.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _stopping = cancellationToken;
        _signals?.Listen(Ring);
        using var ticks = _clock.CreateTimer(_ => Post(new Ticked(_venue.Status, _spot?.Status)), null, TickEvery, TickEvery);
        using var pulse = _wall.CreateTimer(_ => Ring(), null, PulseEvery, PulseEvery);
        try
        {
            _turns.Open();
            while (await _bell.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _bell.Reader.TryRead(out _);
                _turns.Take();
                _turns.ThrowIfFailed();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _turns.TakeLastAsync(RungAsync).ConfigureAwait(false);
        }
        finally
        {
            _signals?.Leave();
        }
    }

    public async ValueTask SendAsync(EngineCommand command, CancellationToken cancellationToken)
    {
        await _commands.Writer.WriteAsync(new Commanded(command), cancellationToken).ConfigureAwait(false);
        Ring();
    }

    public void Post(EngineInput input)
    {
        if (!_reports.Writer.TryWrite(input))
        {
            // Full: wait on this (the adapter's) task; never drop a fill.
            _ = WriteLaterAsync(input);
            return;
        }

        Ring();
    }

    /// <summary>Takes a turn soon, with or without anything to do.</summary>
    public void Wake() => Ring();

    public void OnQuote(in Quote quote)
    {
        Market.Put(quote);
        _turns.TakeUnlessBurst();
    }

    public void OnLadder(Instrument instrument, BookLadder ladder) => Market.Put(instrument, ladder);

    public void OnTrade(in Trade trade) => Market.Put(trade);

    public void OnSpotTrade(in SpotTrade trade) => Market.Put(trade);

    public void OnSpotQuote(in SpotQuote quote) => Market.Put(quote);

    public void OnBar(in Bar bar) => Market.Put(bar);

    public void OnTicker(in Ticker ticker) => Market.Put(ticker);

    public void OnBookLost(Instrument instrument, string why)
    {
        LogBookLost(_logger, instrument.Id.Value, why);
        Market.PutLost(instrument);
    }

    public void OnOrder(OrderReport report) => Post(new OrderReported(report));

    public void OnExecution(ExecutionReport report) => Post(new Executed(report));

    public void OnPosition(VenuePosition position) => Post(new PositionTold(position));

    public void OnWallet(WalletReport wallet) => Post(new WalletTold(wallet));

    public void OnStream(StreamChange change) => Post(new StreamMoved(change));

    private void Ring() => _bell.Writer.TryWrite(0);

    private async Task RungAsync()
    {
        await _bell.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false);
        _bell.Reader.TryRead(out _);
    }

    private async Task WriteLaterAsync(EngineInput input)
    {
        try
        {
            await _reports.Writer.WriteAsync(input, _stopping).ConfigureAwait(false);
            Ring();
        }
        catch (OperationCanceledException)
        {
            // Stopping: the next start reads it from the venue.
        }
    }

    private void Drain()
    {
        Volatile.Write(ref _beats, _beats + 1);
        Look();
        bool more;
        do
        {
            more = DrainOne(_commands.Reader) | DrainSome(_reports.Reader) | DrainSignals();
            var market = Market.Drain(_core, _now, _commit);
            _handled += market;
            more |= market > 0;
            Stepped?.Invoke(_now());
        }
        while (more);
    }

    // Every step looks at the clock here. The pulse rings every second, so a longer silence means that this process did not run, and it may be stopped between
    // any two steps, also in the middle of a full queue: said before the next of them.
    private DateTimeOffset Look()
    {
        var now = _clock.GetUtcNow();
        var wall = ReferenceEquals(_wall, _clock) ? now : _wall.GetUtcNow();
        var silence = wall - _drainedAt;
        _drainedAt = wall;
        if (silence > PulseEvery * 3)
        {
            Step(new StoodStill(silence));
        }

        return now;
    }

    private bool DrainOne(ChannelReader<EngineInput> reader)
    {
        var any = false;
        while (reader.TryRead(out var input))
        {
            Step(input);
            any = true;
        }

        return any;
    }

    // A few at a time: a flood of signals must not keep a stop or a fill waiting.
    private bool DrainSignals()
    {
        var budget = SignalsAtOnce;
        while (budget > 0 && _signals is not null && _signals.TryTake(out var post))
        {
            Step(new SignalArrived(post));
            budget--;
        }

        return budget < SignalsAtOnce;
    }

    // Reports in portions, so that a flood of them cannot keep a command waiting.
    private bool DrainSome(ChannelReader<EngineInput> reader)
    {
        for (var budget = 256; budget > 0; budget--)
        {
            if (!reader.TryRead(out var input))
            {
                return budget < 256;
            }

            Step(input);
        }

        return true;
    }

    private void Step(EngineInput input)
    {
        _core.Step(input, _now());
        _handled++;
        if (input is Ticked && _core.Turn.Facts.Count == 0)
        {
            Ticks++;
        }

        Commit();
        FollowJournal(input);
        if (input is HistoryLoaded past)
        {
            Learned?.Invoke(past.Bars);
        }
    }

    // Facts go to the journal; effects wait for them. With the journal unwritable, stopping acts go out at once (design 3a).
    private void Commit()
    {
        var turn = _core.Turn;
        if (turn.Facts.Count > 0)
        {
            Hand([.. turn.Facts], turn.Effects.Count == 0 ? [] : [.. turn.Effects]);
        }
        else if (turn.Effects.Count > 0)
        {
            _runner.Run([.. turn.Effects], _stopping);
        }

        foreach (var reply in _core.Replies)
        {
            Answered?.Invoke(reply);
        }

        foreach (var reply in _core.SignalReplies)
        {
            reply.Post.Answer(reply.Answer);
        }
    }

    private void Hand(JournalEntry[] facts, Effect[] effects)
    {
        var release = effects.Length == 0 ? null : new EffectRelease(effects, ready => _runner.Run(ready, _stopping));
        if (release is not null)
        {
            _releases.Enqueue(release);
        }

        _overflow.Enqueue(new JournalBatch(facts, release is null ? null : release.All));
        HandOverflow();
        if (!_core.Surroundings.JournalWritable)
        {
            release?.Stopping();
        }
        else
        {
            _runner.Prepare(effects);
        }

        while (_releases.TryPeek(out var oldest) && oldest.Done)
        {
            _releases.Dequeue();
        }

        Happened?.Invoke(facts);
    }

    private void HandOverflow()
    {
        while (_overflow.TryPeek(out var batch) && _journal.TryAppend(batch))
        {
            _overflow.Dequeue();
        }

        if (_overflow.Count > 0)
        {
            _core.Surroundings.JournalWritable = false;
        }
    }

    // What was handed over before the disk failed must not wait for it when it stops or protects.
    private void FollowJournal(EngineInput input)
    {
        if (input is JournalMoved { Status.Writable: false })
        {
            foreach (var release in _releases)
            {
                release.Stopping();
            }
        }
        else if (input is Ticked && !_core.Surroundings.JournalWritable)
        {
            HandOverflow();
            if (_overflow.Count == 0 && _journal.Status.Writable)
            {
                _core.Step(new JournalMoved(_journal.Status), _now());
                Commit();
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Book of {Symbol} lost: {Why}")]
    private static partial void LogBookLost(ILogger logger, string symbol, string why);
}
