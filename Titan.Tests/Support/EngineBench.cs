using Titan.Engine.Configuration;
using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Engine.Strategies;

namespace Titan.Tests.Support;

/// <summary>
/// The whole core on a table: virtual time, an exchange in memory that answers its effects, every fact kept. After each step it
/// checks the laws that hold always (<see cref="BenchLaws"/>), so every scenario is also a test of those.
/// </summary>
internal sealed class EngineBench
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (DateTimeOffset, long)> _schedule = new();
    private readonly IReadOnlyList<IStrategy> _strategies;
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly IReadOnlyList<Bar> _history;
    private readonly ScriptedStrategy _scripted = new();
    private readonly List<Effect> _held = [];
    private readonly BenchLaws _laws = new();
    private TimeSpan _tickEvery = TimeSpan.FromMilliseconds(250);
    private DateTimeOffset _nextTick;
    private long _scheduled;
    private int _session;

    public EngineBench(
        TitanConfig? config = null, IReadOnlyList<IStrategy>? strategies = null, IReadOnlyList<Instrument>? instruments = null, DateTimeOffset? at = null, IReadOnlyList<Bar>? history = null)
    {
        _history = history ?? [];
        Config = config ?? new TitanConfig();
        Now = at ?? Start;
        _strategies = strategies ?? [_scripted];
        _instruments = instruments ?? BenchInstruments.All;
        Venue = new BenchVenue((due, action) => _schedule.Enqueue(action, (due, _scheduled++)), Deliver) { Now = Now };
        var state = new EngineState();
        Journal.Add(new JournalEntry(1, Now, new LedgerOpened("abcdef")));
        state.Apply(Journal[0]);
        Core = Build(state);
        Quote(Btc, 50_000.0m, 50_000.1m);
        Venue.Price(Eth, 2_500.00m, 2_500.01m);
        if (_instruments.Contains(Eth))
        {
            Requote(Eth);
        }
    }

    public static Instrument Btc => BenchInstruments.Btc;

    public static Instrument Eth => BenchInstruments.Eth;

    public TitanConfig Config { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public BenchVenue Venue { get; }

    public EngineCore Core { get; private set; }

    public EngineState State => Core.State;

    public List<JournalEntry> Journal { get; } = [];

    public List<Effect> Effects { get; } = [];

    public List<CommandReply> Replies { get; } = [];

    /// <summary>Each tick brings a fresh quote of every instrument, as a live market does.</summary>
    public bool QuotesStayFresh { get; set; } = true;

    /// <summary>Hours pass, and nothing in them happens between two seconds: rules of time look every two, which spares a test its minute.</summary>
    public void AdvanceHours(double hours)
    {
        var usual = _tickEvery;
        _tickEvery = TimeSpan.FromSeconds(2);
        Advance(hours * 3600);
        _tickEvery = usual;
    }

    /// <summary>How much heavier the bids of every book are than its asks.</summary>
    public decimal BidsOverAsks { get; set; } = 1m;

    /// <summary>Effects are only collected, the exchange never sees them.</summary>
    public bool Disconnected { get; set; }

    public static EngineBench Reconciled(TitanConfig? config = null, IReadOnlyList<Instrument>? instruments = null)
    {
        var bench = new EngineBench(config, instruments: instruments);
        bench.Begin();
        return bench;
    }

    public static EngineBench Armed(TitanConfig? config = null, IReadOnlyList<Instrument>? instruments = null)
    {
        var bench = Reconciled(config, instruments);
        bench.Arm();
        return bench;
    }

    /// <summary>The session begins and the first reconcile ends.</summary>
    public void Begin()
    {
        Step(new Ticked(Venue.Status));
        Step(new SessionBegan("1.0", "Paper", "bench", "memory"));
        Advance(1.0);
    }

    public void Arm()
    {
        Command(new ArmCommand(Operator, "test", Correlation("arm")));
        Assert.True(State.Arm.State == ArmState.Armed, Replies.Count > 0 ? Replies[^1].Result.Message : "no reply");
    }

    public static Author Operator { get; } = new("ada", "Operator", "api");

    public CorrelationId Correlation(string prefix) => new($"{prefix}-{_scheduled++}");

    public void Command(EngineCommand command) => Step(new Commanded(command));

    public CommandResult? ReplyTo(EngineCommand command) => Replies.LastOrDefault(reply => reply.Correlation == command.Correlation)?.Result;

    /// <summary>Time goes on: answers and reports arrive when due, ticks every 250 ms.</summary>
    public void Advance(double seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (true)
        {
            var due = _schedule.TryPeek(out _, out var first) ? first.Item1 : DateTimeOffset.MaxValue;
            var next = due < _nextTick ? due : _nextTick;
            if (next > end)
            {
                break;
            }

            Now = Venue.Now = next > Now ? next : Now;
            if (due <= next)
            {
                _schedule.Dequeue()();
                continue;
            }

            _nextTick += _tickEvery;
            Tick();
        }

        Now = Venue.Now = end;
    }

    public void Quote(Instrument instrument, decimal bid, decimal ask)
    {
        Venue.Price(instrument, bid, ask);
        Requote(instrument);
    }

    /// <summary>A print of the venue that leads.</summary>
    public void Spot(in SpotTrade trade)
    {
        Core.Step(trade, Now);
        Take();
    }

    /// <summary>A print of our own venue.</summary>
    public void Trade(in Trade trade)
    {
        Core.Step(trade, Now);
        Take();
    }

    /// <summary>A closed bar.</summary>
    public void Bar(in Bar bar)
    {
        Core.Step(bar, Now);
        Take();
    }

    /// <summary>The venue's slow figures of an instrument, as its stream tells them.</summary>
    public void Ticker(Instrument instrument, decimal funding = 0.0001m, decimal openInterest = 10_000m, decimal turnover = 1_000_000_000m)
    {
        var (bid, ask) = Venue.PriceOf(instrument);
        var mark = (bid + ask) / 2m;
        Core.See(new Ticker(instrument, mark, mark, mark, funding, null, openInterest, turnover, Now, Now));
    }

    /// <summary>Asks the strategy for an entry at the next quote of the instrument, which comes at once.</summary>
    public void Enter(Side side, Instrument? instrument = null, decimal stop = 0.01m, decimal target = 0.02m, decimal risk = 0.005m)
    {
        instrument ??= Btc;
        var (bid, ask) = Venue.PriceOf(instrument);
        var price = side == Side.Buy ? ask : bid;
        _scripted.Say(new Intent
        {
            Strategy = "scripted",
            Instrument = instrument,
            Side = side,
            ReferencePrice = price,
            LimitPrice = price,
            StopLoss = instrument.FloorPrice(price * (1m - (side.Sign() * stop))),
            TakeProfit = instrument.FloorPrice(price * (1m + (side.Sign() * target))),
            RiskFraction = risk,
            Leverage = 10m,
            Confidence = 60,
            Why = "test",
            ExpiresAt = Now.AddSeconds(2),
        });
        Requote(instrument);
    }

    /// <summary>Enters and waits until position, stop and wallet are told.</summary>
    public Position Open(Side side, Instrument? instrument = null)
    {
        Enter(side, instrument);
        Advance(1.0);
        return State.Positions[(instrument ?? Btc).Id];
    }

    /// <summary>A fact from nowhere: the past as a test wants it.</summary>
    public void Apply(Fact fact)
    {
        Core.Turn.Begin(Now);
        Core.Turn.Record(fact);
        Core.Exposure.Follow(Core.Turn.Facts, State);
        Take();
    }

    /// <summary>A signal by the channel; the answer may come with a later step.</summary>
    public SignalPost Tell(Signal signal)
    {
        var post = new SignalPost(signal);
        Step(new SignalArrived(post));
        return post;
    }

    public void Step(EngineInput input)
    {
        Core.Step(input, Now);
        Take();
    }

    /// <summary>The process dies and starts anew on what is on disk; answers under way are lost, the exchange lives on.</summary>
    /// <param name="config">What the files say now; as before when left out.</param>
    public void Restart(TitanConfig? config = null)
    {
        Config = config ?? Config;
        _session++;
        _held.Clear();
        Core = Build(Replayed());
        Begin();
    }

    /// <summary>The state as replay makes it, through the bytes that the journal keeps.</summary>
    public EngineState Replayed()
    {
        var state = new EngineState();
        foreach (var entry in Journal)
        {
            state.Apply(entry with { Fact = FactBytes.RoundTrip(entry.Fact) });
        }

        return state;
    }

    public IEnumerable<T> Facts<T>()
        where T : Fact => Journal.Select(entry => entry.Fact).OfType<T>();

    public IEnumerable<AlertRaised> Alerts(string code) => Facts<AlertRaised>().Where(alert => alert.Code == code);

    public IEnumerable<T> Sent<T>()
        where T : Effect => Effects.OfType<T>();

    public IEnumerable<SendOrder> Entries => Sent<SendOrder>().Where(send => !send.Order.ReduceOnly);

    public IEnumerable<SendOrder> Closes => Sent<SendOrder>().Where(send => send.Order.ReduceOnly);

    public Order OrderOf(SendOrder send) => State.Orders[send.Order.ClientOrderId];

    public Precondition Precondition(string code) => Core.Arm.Preconditions().Single(precondition => precondition.Code == code);

    public void JournalFails() => Step(new JournalMoved(new JournalStatus(false, State.Sequence, 1, 1, "no space left on device", 0)));

    public void JournalWorks()
    {
        Step(new JournalMoved(new JournalStatus(true, State.Sequence, 0, 1, null, 0)));
        var waiting = _held.ToArray();
        _held.Clear();
        Array.ForEach(waiting, Perform);
    }

    public void Wait(string what, Func<bool> until, double atMostSeconds = 20)
    {
        for (var waited = 0.0; !until(); waited += 0.05)
        {
            Assert.True(waited < atMostSeconds, $"not within {atMostSeconds} s: {what}");
            Advance(0.05);
        }
    }

    private void Deliver(DateTimeOffset due, EngineInput input)
    {
        var session = _session;
        _schedule.Enqueue(
            () =>
            {
                if (session == _session)
                {
                    Step(input);
                }
            },
            (due, _scheduled++));
    }

    private EngineCore Build(EngineState state)
    {
        var core = new EngineCore(state, Config, _strategies);
        core.Prepare(_instruments, _history);
        foreach (var instrument in _instruments)
        {
            // Funding is known from the first moment; marks stay the middle of the quotes.
            core.See(new Ticker(instrument, 0m, 0m, 0m, 0.0001m, null, 0m, 0m, Now, Now));
        }

        _nextTick = Now + _tickEvery;
        return core;
    }

    private void Tick()
    {
        if (QuotesStayFresh)
        {
            foreach (var instrument in _instruments)
            {
                Requote(instrument);
            }
        }

        Step(new Ticked(Venue.Status));
    }

    private void Requote(Instrument instrument)
    {
        var (bid, ask) = Venue.PriceOf(instrument);
        // Far above the least depth.
        Core.See(instrument, Ladders.Of(instrument, bid, ask, Math.Max(1_000m, 1_000_000m / bid) * BidsOverAsks, Math.Max(1_000m, 1_000_000m / bid)));
        Core.Step(new Quote(instrument, instrument.ToTicks(bid), 1_000, instrument.ToTicks(ask), 1_000, Now, Now), Now);
        Take();
    }

    private void Take()
    {
        var (facts, effects, replies) = (Core.Turn.Facts.ToArray(), Core.Turn.Effects.ToArray(), Core.Replies.ToArray());
        _laws.Check(Core, facts, effects);
        Journal.AddRange(facts);
        Replies.AddRange(replies);
        foreach (var told in Core.SignalReplies)
        {
            told.Post.Answer(told.Answer);
        }

        Effects.AddRange(effects);
        foreach (var effect in effects)
        {
            if (Core.Surroundings.JournalWritable || effect.Stopping)
            {
                Perform(effect);
            }
            else
            {
                _held.Add(effect);
            }
        }
    }

    private void Perform(Effect effect)
    {
        if (!Disconnected)
        {
            Venue.Perform(effect);
        }
    }
}
