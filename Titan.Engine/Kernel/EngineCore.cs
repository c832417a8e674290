using Titan.Engine.Configuration;
using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Risk;
using Titan.Engine.Safety;
using Titan.Engine.Shadow;
using Titan.Engine.Strategies;

namespace Titan.Engine.Kernel;

/// <summary>
/// The functional core: one input in, state changed, facts and effects out. Synchronous, single-threaded, no I/O, no clock of its own.
/// The loop drives it live; replay folds its facts; a test needs nothing but inputs.
/// </summary>
internal sealed partial class EngineCore
{
    private readonly Turn _turn;
    private readonly Surroundings _surroundings = new();
    private readonly Exposure _exposure = new();
    private readonly Brain _brain = new();
    private readonly InstrumentTable _instruments = new();
    private readonly OrderManager _orders;
    private readonly ClosingOrders _closing;
    private readonly ExecutionBook _executions;
    private readonly EquityKeeper _equity;
    private readonly Reconciler _reconciler;
    private readonly ProtectionKeeper _protection;
    private readonly MarketWatch _market;
    private readonly BreakerRules _breaker;
    private readonly ArmControl _arm;
    private readonly FlattenSaga _flatten;
    private readonly KillSwitch _kill;
    private readonly EmergencyStop _emergency;
    private readonly PositionActs _acts;
    private readonly FeedWatch _feed;
    private readonly SpotWatch _spot;
    private readonly SettingsDesk _settings;
    private readonly StrategyRunner _strategies;
    private readonly SignalDesk _signals;
    private readonly PendingCommands _pending = new();
    private readonly HashSet<string> _loading = new(StringComparer.Ordinal);
    private readonly HashSet<string> _joining = new(StringComparer.Ordinal);
    private readonly List<CommandReply> _replies = [];

    public EngineCore(EngineState state, TitanConfig config, IReadOnlyList<IStrategy> strategies)
    {
        _turn = new Turn(state, config, _instruments);
        _orders = new OrderManager(_turn);
        _closing = new ClosingOrders(_turn, _orders, _surroundings);
        _executions = new ExecutionBook(_turn, _surroundings);
        _equity = new EquityKeeper(_turn, _surroundings);
        _reconciler = new Reconciler(_turn, _surroundings, _orders, _executions);
        _protection = new ProtectionKeeper(_turn, _surroundings, _closing);
        _market = new MarketWatch(_turn, _surroundings, _orders);
        _arm = new ArmControl(_turn, _surroundings, _equity, _orders);
        _flatten = new FlattenSaga(_turn, _surroundings, _closing, _arm);
        _kill = new KillSwitch(_turn, _surroundings, _arm, _flatten);
        _breaker = new BreakerRules(_turn, _surroundings, _equity, _orders, _arm, _flatten, _kill);
        _emergency = new EmergencyStop(_turn, _arm);
        _acts = new PositionActs(_turn, _surroundings, _closing);
        _feed = new FeedWatch(_turn, _surroundings, _reconciler, _orders);
        _spot = new SpotWatch(_turn, _surroundings);
        _settings = new SettingsDesk(_turn);
        var intake = new IntentIntake(_turn, _surroundings, _exposure, _brain, _orders);
        _strategies = new StrategyRunner(strategies, _turn, _surroundings, _exposure, intake);
        _signals = new SignalDesk(_turn, _surroundings, intake, _orders, _acts);
    }

    public EngineState State => _turn.State;

    public TitanConfig Config => _turn.Config;

    public Surroundings Surroundings => _surroundings;

    public Exposure Exposure => _exposure;

    public Brain Brain => _brain;

    public EquityKeeper Equity => _equity;

    public BreakerRules Breaker => _breaker;

    public Reconciler Reconciler => _reconciler;

    public ArmControl Arm => _arm;

    public StrategyRunner Strategies => _strategies;

    public InstrumentTable Instruments => _instruments;

    /// <summary>Facts and effects of the last step; valid until the next.</summary>
    public Turn Turn => _turn;

    /// <summary>Answers to commands that the last step gave; valid until the next.</summary>
    public IReadOnlyList<CommandReply> Replies => _replies;

    /// <summary>Answers to signals that the last step gave; valid until the next.</summary>
    public IReadOnlyList<SignalReply> SignalReplies => _signals.Replies;

    /// <summary>Gives the session its instruments and the past bars its strategies learn from.</summary>
    public void Prepare(IReadOnlyList<Instrument> instruments, IEnumerable<Bar> history)
    {
        _instruments.Fill(instruments);
        _surroundings.Fill(instruments);
        _exposure.Recount(State);
        Teach([.. history]);
    }

    /// <summary>One step on an input that is not market data.</summary>
    public void Step(EngineInput input, DateTimeOffset now)
    {
        Begin(now);
        Handle(input);
        End();
    }

    public void Step(in Quote quote, DateTimeOffset now)
    {
        Begin(now);
        _surroundings.Of(quote.Instrument).See(quote);
        if (_surroundings.Started)
        {
            _strategies.OnQuote(quote);
        }

        End();
    }

    public void Step(in Trade trade, DateTimeOffset now)
    {
        Begin(now);
        if (_surroundings.Started)
        {
            _strategies.OnTrade(trade);
        }

        End();
    }

    public void Step(in SpotTrade trade, DateTimeOffset now)
    {
        Begin(now);
        if (_surroundings.Started)
        {
            _strategies.OnSpotTrade(trade);
        }

        End();
    }

    public void Step(in Bar bar, DateTimeOffset now)
    {
        Begin(now);
        if (_surroundings.Started && bar.Closed)
        {
            _strategies.OnBar(bar);
        }

        End();
    }

    /// <summary>Marks and funding only colour what is there; rules of time judge them at the next tick.</summary>
    public void See(in Ticker ticker)
    {
        _surroundings.Of(ticker.Instrument).See(ticker);
        if (_surroundings.Started)
        {
            _strategies.OnTicker(ticker);
        }
    }

    /// <summary>Best prices of the leader only colour what is there; prints are what is acted on.</summary>
    public void See(in SpotQuote quote) => _surroundings.Of(quote.Instrument).See(quote);

    /// <summary>Levels only colour what is there; the quote that follows is what is acted on.</summary>
    public void See(Instrument instrument, BookLadder ladder) => _surroundings.Of(instrument).Ladder.Take(ladder);

    public void LoseBook(Instrument instrument) => _surroundings.Of(instrument).LoseBook();

    private void Begin(DateTimeOffset now)
    {
        _turn.Begin(now);
        _replies.Clear();
        _signals.Begin();
    }

    private void End()
    {
        _strategies.Follow();
        _signals.Follow();
        _exposure.Follow(_turn.Facts, State);
    }

    private void Handle(EngineInput input)
    {
        switch (input)
        {
            case Ticked tick: OnTick(tick); break;
            case StoodStill still when _surroundings.Started: _feed.NoticeSilence(still.For); break;
            case SignalArrived arrived: _signals.Hear(arrived.Post); break;
            case Commanded commanded: OnCommand(commanded.Command); break;
            case OrderReported reported: OnOrder(reported.Report); break;
            case Executed executed: OnExecution(executed.Report); break;
            case PositionTold told: _protection.See(told.Position); break;
            case WalletTold told: _equity.See(told.Wallet); break;
            case StreamMoved moved: _feed.See(moved.Change); break;
            case SendAnswered answered: _orders.Answered(answered.Id, answered.Outcome); break;
            case CancelAnswered answered: _orders.CancelAnswered(answered.Id, answered.Outcome); break;
            case EverythingCancelled cancelled: OnEverythingCancelled(cancelled); break;
            case ForeignCancelled cancelled: OnForeignCancelled(cancelled); break;
            case ProtectionAnswered answered: OnProtection(answered); break;
            case InstrumentLoaded loaded: OnInstrument(loaded); break;
            case HistoryLoaded past: Teach(past.Bars); break;
            case InstrumentWatched watched: OnWatched(watched); break;
            case EmergencyMarkerSeen seen when _surroundings.Started: _emergency.Seen(seen.Text); break;
            case OrderFound found: _orders.Found(found.Id, found.Answer); break;
            case AccountAnswered answered: OnAccount(answered); break;
            case WalletAnswered { Answer: { IsKnown: true, Value: { } wallet } }: _equity.See(wallet); break;
            case ClosedPnlAnswered answered: _reconciler.ClosedPnlAnswered(answered.Symbol, answered.Answer); break;
            case JournalMoved moved: OnJournal(moved.Status); break;
            case SessionBegan began: OnSession(began); break;
        }
    }

    private void OnTick(Ticked tick)
    {
        _surroundings.Venue = tick.Venue;
        _surroundings.Spot = tick.Spot;
        _feed.Follow(tick.Venue);
        if (!_surroundings.Started)
        {
            return;
        }

        _feed.Tick();
        _spot.Tick();
        _orders.Tick();
        _reconciler.Tick();
        _equity.Tick();
        _protection.Tick();
        _market.Tick();
        _brain.Tick(_turn, _surroundings);
        _breaker.Tick();
        _flatten.Tick();
        DisarmOnPersistentMismatch();
        _strategies.OnTime();
        _signals.Tick();
        AnswerPending();
    }

    private void OnOrder(Venues.OrderReport report)
    {
        _orders.Report(report);
        if (report.IsOpen && IsOfOthers(report))
        {
            _surroundings.VenueOrders[report.VenueOrderId] = report;
        }
        else
        {
            _surroundings.VenueOrders.Remove(report.VenueOrderId);
        }
    }

    private bool IsOfOthers(Venues.OrderReport report) => !State.Orders.ContainsKey(new ClientOrderId(report.ClientOrderId));

    private void OnExecution(Venues.ExecutionReport report)
    {
        if (_executions.Book(report) is not null || report.Kind != ExecutionKind.Funding)
        {
            _turn.Emit(new AskForWallet());
        }

        _protection.Refresh(report.Symbol);
        _flatten.Filled();
    }

    private void OnAccount(AccountAnswered answered)
    {
        _reconciler.Answered(answered.Trigger, answered.Answer, _protection.See);
        if (answered.Answer is { IsKnown: true, Value: { } account })
        {
            _equity.See(account.Wallet);
            TakeVenueOrders(account);
            LoadWhatIsOpen(account);
        }

        if (answered.Trigger == AccountTriggers.Flatten)
        {
            var running = State.Flatten is not null;
            _flatten.Answered(answered.Answer);
            if (running && State.Flatten is null)
            {
                _reconciler.Request("after flatten");
            }
        }

        if (answered.Trigger == AccountTriggers.Compare)
        {
            AnswerCompare(answered.Answer);
        }

        AnswerPending();
    }

    private void TakeVenueOrders(Venues.AccountSnapshot account)
    {
        _surroundings.VenueOrders.Clear();
        foreach (var report in account.OpenOrders.Where(report => report.IsOpen && IsOfOthers(report)))
        {
            _surroundings.VenueOrders[report.VenueOrderId] = report;
        }
    }

    private void OnJournal(JournalStatus status)
    {
        var was = _surroundings.JournalWritable;
        _surroundings.JournalWritable = status.Writable;
        if (was && !status.Writable)
        {
            _turn.Alert("JOURNAL_UNWRITABLE", AlertSeverity.Critical, $"Cannot write to disk: {status.Problem}. Entries are blocked; exits go on.");
            _orders.CancelEntries("journal not writable");
        }
        else if (!was && status.Writable)
        {
            _turn.Note("JOURNAL_BACK", "Writing to disk works again");
        }
    }

    private void OnSession(SessionBegan began)
    {
        if (State.Sequence == 0)
        {
            throw new InvalidOperationException("The journal was not opened: its first fact must be LedgerOpened.");
        }

        _turn.Record(new SessionStarted(began.Version, began.Mode, began.Venue, began.Environment, ConfigVersion.Of(Config)));
        _settings.Begin();
        _surroundings.Started = true;
        foreach (var instrument in _instruments.All)
        {
            _turn.Emit(new SetLeverage(instrument, Math.Min(Config.Risk.MaxLeverage, instrument.MaxLeverage)));
        }

        _orders.DoubtAllAfterRestart();
        if (State.Flatten is not null)
        {
            _flatten.Resume();
        }

        // The first question leaves with this very turn: a timer's tick would be a matter of chance.
        _reconciler.Request("start");
        _reconciler.Tick();
    }

    // Spec titan-trading 4.3: three reconciles in a row that cannot be settled take the permission away.
    private void DisarmOnPersistentMismatch()
    {
        if (State.UnsettledReconciles >= 3 && State.Arm.State == ArmState.Armed)
        {
            _arm.Disarm("system", "three reconciles in a row out of sync", new CorrelationId("persistent-mismatch"));
            _turn.Alert("PERSISTENT_MISMATCH", AlertSeverity.Critical, "Disarmed: three reconciles in a row out of sync");
        }
    }
}
