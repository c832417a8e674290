using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Support;

/// <summary>
/// One account on an exchange in memory: takes the engine's effects, answers after a latency, pushes reports. Shares no arithmetic
/// with the engine. Honest unless <see cref="Faults"/> says otherwise; deterministic always.
/// </summary>
/// <param name="schedule">Runs an action at a time of the bench.</param>
/// <param name="deliver">Hands an input to the engine of this moment at a time; lost when that process dies before.</param>
internal sealed class BenchVenue(Action<DateTimeOffset, Action> schedule, Action<DateTimeOffset, EngineInput> deliver)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, BenchOrder> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BenchHolding> _holdings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (decimal Bid, decimal Ask)> _prices = new(StringComparer.Ordinal);
    private readonly List<ExecutionReport> _executions = [];
    private int _ids;

    public BenchFaults Faults { get; } = new();

    public DateTimeOffset Now { get; set; }

    public decimal Wallet { get; set; } = 1000m;

    public Dictionary<string, ClosedPnl> ClosedPnl { get; } = new(StringComparer.Ordinal);

    public bool StreamsUp { get; set; } = true;

    public string? FatalReason { get; set; }

    public double ClockOffsetMs { get; set; }

    public IReadOnlyCollection<BenchOrder> Orders => _orders.Values;

    public IReadOnlyList<ExecutionReport> Executions => _executions;

    public VenueStatus Status => new(
        [Stream(StreamKind.Public), Stream(StreamKind.Private), Stream(StreamKind.Trade)],
        true, 3, ClockOffsetMs, true, 0, 10, false, 0, FatalReason);

    public BenchHolding? Holding(string symbol) => _holdings.GetValueOrDefault(symbol);

    public bool IsFlat => _holdings.Count == 0;

    public void Price(Instrument instrument, decimal bid, decimal ask) => _prices[instrument.Id.Value] = (bid, ask);

    public (decimal Bid, decimal Ask) PriceOf(Instrument instrument) => _prices[instrument.Id.Value];

    /// <summary>Trades on the account that nobody in the engine asked for: another client, or the past.</summary>
    public void TradeByOthers(Instrument instrument, Side side, decimal quantity, bool told = true) =>
        Execute(null, instrument, side, quantity, side == Side.Buy ? _prices[instrument.Id.Value].Ask : _prices[instrument.Id.Value].Bid, "", told);

    /// <summary>The position as the exchange holds it, changed without any execution (a correction at the venue).</summary>
    public void Hold(Instrument instrument, decimal signedQuantity, decimal entryPrice, decimal? stop = null)
    {
        _holdings.Remove(instrument.Id.Value);
        if (signedQuantity != 0)
        {
            _holdings[instrument.Id.Value] = new BenchHolding(signedQuantity, entryPrice, stop, null);
        }
    }

    /// <summary>A stop, or a target, on the exchange triggers: the whole position goes at the price.</summary>
    public void TriggerStop(Instrument instrument, decimal price, string kind = "StopLoss")
    {
        var holding = _holdings[instrument.Id.Value];
        Execute(null, instrument, holding.SignedQuantity > 0 ? Side.Sell : Side.Buy, Math.Abs(holding.SignedQuantity), price, kind, true);
    }

    /// <summary>The exchange takes the position over at the price.</summary>
    public void Liquidate(Instrument instrument, decimal price)
    {
        var holding = _holdings[instrument.Id.Value];
        Execute(null, instrument, holding.SignedQuantity > 0 ? Side.Sell : Side.Buy, Math.Abs(holding.SignedQuantity), price, "", true, ExecutionKind.Liquidation);
    }

    /// <summary>Fills part of a working order.</summary>
    public void FillWorking(ClientOrderId id, decimal quantity) => Fill(_orders[id.Value], quantity);

    /// <summary>Puts an order of other hands on the book.</summary>
    public void PlaceForeign(Instrument instrument, string clientOrderId) =>
        _orders[clientOrderId] = new BenchOrder(clientOrderId, $"v{++_ids}", instrument, Side.Buy, 0.001m, 1000m, false) { Status = VenueOrderStatus.New };

    public void Perform(Effect effect)
    {
        switch (effect)
        {
            case SendOrder send: Send(send.Order); break;
            case CancelOrder cancel: Cancel(cancel); break;
            case CancelEverything all: CancelEverything(all); break;
            case AttachProtection attach: Attach(attach); break;
            case CancelForeignOrder foreign: CancelForeign(foreign); break;
            case WriteEmergencyMarker write: deliver(Now + Latency, new EmergencyMarkerSeen($"{write.By}: {write.Reason}")); break;
            case RemoveEmergencyMarker: deliver(Now + Latency, new EmergencyMarkerSeen(null)); break;
            case LoadInstrument load: Answer(new InstrumentLoaded(load.Symbol, Read<IReadOnlyList<Instrument>>([.. BenchInstruments.Listed.Where(instrument => instrument.Id.Value == load.Symbol)]))); break;
            case WatchInstrument watch:
                Answer(new HistoryLoaded(watch.Instrument, []));
                Answer(new InstrumentWatched(watch.Instrument, 0));
                break;
            case AskForOrder ask: Answer(new OrderFound(ask.Id, Read<IReadOnlyList<OrderReport>>(Find(ask.Id)))); break;
            case AskForAccount ask: Answer(new AccountAnswered(ask.Trigger, Read(Account(ask.ExecutionsSince)))); break;
            case AskForWallet: Answer(new WalletAnswered(Read(WalletNow()))); break;
            case AskForClosedPnl ask:
                Answer(new ClosedPnlAnswered(ask.Instrument.Id.Value, Read<IReadOnlyList<ClosedPnl>>(ClosedPnl.TryGetValue(ask.Instrument.Id.Value, out var row) ? [row] : [])));
                break;
        }
    }

    private void Send(OrderRequest request)
    {
        var fate = Faults.EverySend ?? (Faults.Sends.TryDequeue(out var next) ? next : SendFate.Accept);
        var id = request.ClientOrderId;
        switch (fate)
        {
            case SendFate.Reject:
                Answer(new SendAnswered(id, VenueOutcome.Rejected(110007, "not enough balance")));
                break;
            case SendFate.LoseOrder:
                Answer(new SendAnswered(id, VenueOutcome.Unknown("timeout")));
                break;
            case SendFate.ArriveLate:
                Answer(new SendAnswered(id, VenueOutcome.Unknown("timeout")));
                schedule(Now + Faults.LateBy, () => Accept(request));
                break;
            default:
                var venueId = Accept(request);
                Answer(new SendAnswered(id, fate == SendFate.LoseAck ? VenueOutcome.Unknown("timeout") : VenueOutcome.Accepted(venueId)));
                break;
        }
    }

    private string Accept(OrderRequest request)
    {
        var instrument = request.Instrument;
        Assert.False(_orders.ContainsKey(request.ClientOrderId.Value), $"order {request.ClientOrderId} came twice");
        var order = new BenchOrder(request.ClientOrderId.Value, $"v{++_ids}", instrument, request.Side, request.Quantity, request.Price, request.ReduceOnly)
        {
            StopLoss = request.StopLoss,
            TakeProfit = request.TakeProfit,
            Status = VenueOrderStatus.New,
        };
        _orders[order.ClientId] = order;
        Push(new OrderReported(order.Report(Now)));
        var (bid, ask) = _prices[instrument.Id.Value];
        var crosses = request.Price is not { } limit || (request.Side == Side.Buy ? limit >= ask : limit <= bid);
        var share = crosses ? instrument.FloorQuantity(request.Quantity * Faults.FillShare) : 0m;
        if (request.ReduceOnly)
        {
            share = Math.Min(share, Reducible(order));
        }

        if (share > 0)
        {
            Fill(order, share);
        }

        if (order.IsOpen && (request.Type == OrderType.Market || request.TimeInForce == TimeInForce.ImmediateOrCancel))
        {
            End(order, VenueOrderStatus.Cancelled);
        }

        return order.VenueId;
    }

    private decimal Reducible(BenchOrder order)
    {
        var held = _holdings.GetValueOrDefault(order.Instrument.Id.Value)?.SignedQuantity ?? 0m;
        return Math.Sign(held) == -order.Side.Sign() ? Math.Abs(held) : 0m;
    }

    private void Fill(BenchOrder order, decimal quantity)
    {
        var (bid, ask) = _prices[order.Instrument.Id.Value];
        order.Filled += quantity;
        order.Status = order.Filled >= order.Quantity ? VenueOrderStatus.Filled : VenueOrderStatus.PartiallyFilled;
        Execute(order, order.Instrument, order.Side, quantity, order.Side == Side.Buy ? ask : bid, "", true);
        Push(new OrderReported(order.Report(Now)));
    }

    private void End(BenchOrder order, VenueOrderStatus status)
    {
        order.Status = status;
        Push(new OrderReported(order.Report(Now)));
    }

    private void Execute(BenchOrder? order, Instrument instrument, Side side, decimal quantity, decimal price, string stopType, bool told, ExecutionKind kind = ExecutionKind.Trade)
    {
        var fee = price * quantity * instrument.TakerFee;
        var symbol = instrument.Id.Value;
        var before = _holdings.GetValueOrDefault(symbol);
        var after = (before ?? new BenchHolding(0m, 0m, null, null)).After(side, quantity, price, out var gain);
        Wallet += gain - fee;
        _holdings.Remove(symbol);
        if (after.SignedQuantity != 0)
        {
            _holdings[symbol] = order?.StopLoss is { } stop && !Faults.ForgetStops ? after with { StopLoss = stop, TakeProfit = order.TakeProfit } : after;
        }

        var report = new ExecutionReport
        {
            ExecutionId = new ExecutionId($"x{++_ids}"),
            ClientOrderId = order?.ClientId ?? "",
            VenueOrderId = order?.VenueId ?? "",
            Symbol = symbol,
            Side = side,
            Quantity = quantity,
            Price = price,
            Fee = fee,
            Kind = kind,
            StopOrderType = stopType,
            At = Now,
        };
        if (!told)
        {
            return;
        }

        _executions.Add(report);
        Push(new Executed(report), Faults.FillDelay);
        Push(new PositionTold(PositionNow(symbol)), Faults.FillDelay);
        if (!Faults.WalletSilent)
        {
            Push(new WalletTold(WalletNow()), Faults.FillDelay);
        }
    }

    private void Cancel(CancelOrder cancel)
    {
        var fate = Faults.Cancels.TryDequeue(out var next) ? next : CancelFate.Accept;
        if (fate == CancelFate.Lose)
        {
            Answer(new CancelAnswered(cancel.Id, VenueOutcome.Unknown("timeout")));
            return;
        }

        var order = _orders.GetValueOrDefault(cancel.Id.Value);
        if (order is { IsOpen: true } && fate == CancelFate.FillFirst)
        {
            Fill(order, order.Quantity - order.Filled);
        }

        if (order is not { IsOpen: true })
        {
            Answer(new CancelAnswered(cancel.Id, VenueOutcome.Rejected(110001, "order not exists or too late to cancel")));
            return;
        }

        End(order, VenueOrderStatus.Cancelled);
        Answer(new CancelAnswered(cancel.Id, VenueOutcome.Accepted(order.VenueId)));
    }

    private void CancelEverything(CancelEverything all)
    {
        var open = _orders.Values.Where(order => order.IsOpen).ToArray();
        foreach (var order in open)
        {
            End(order, VenueOrderStatus.Cancelled);
        }

        Answer(new EverythingCancelled(all.Correlation, Read<IReadOnlyList<VenueOrderId>>([.. open.Select(order => new VenueOrderId(order.VenueId))])));
    }

    private void Attach(AttachProtection attach)
    {
        var symbol = attach.Instrument.Id.Value;
        var answer = Faults.AttachAnswer ?? (_holdings.ContainsKey(symbol) ? VenueOutcome.Accepted() : VenueOutcome.Rejected(10001, "zero position"));
        if (answer.IsAccepted)
        {
            var held = _holdings[symbol];
            _holdings[symbol] = held with { StopLoss = After(held.StopLoss, attach.StopLoss), TakeProfit = After(held.TakeProfit, attach.TakeProfit) };
            Push(new PositionTold(PositionNow(symbol)));
        }

        Answer(new ProtectionAnswered(symbol, answer, attach.AskedBy));
    }

    // As Bybit does it: what is not said stays, 0 takes it off.
    private static decimal? After(decimal? now, decimal? asked) => asked is null ? now : asked == 0 ? null : asked;

    private void CancelForeign(CancelForeignOrder foreign)
    {
        var order = _orders.Values.FirstOrDefault(order => order.VenueId == foreign.Id.Value);
        if (order is { IsOpen: true })
        {
            End(order, VenueOrderStatus.Cancelled);
            Answer(new ForeignCancelled(foreign.Correlation, VenueOutcome.Accepted(order.VenueId)));
            return;
        }

        Answer(new ForeignCancelled(foreign.Correlation, VenueOutcome.Rejected(110001, "order not exists or too late to cancel")));
    }

    private List<OrderReport> Find(ClientOrderId id) => _orders.TryGetValue(id.Value, out var order) ? [order.Report(Now)] : [];

    private AccountSnapshot Account(DateTimeOffset since) => new(
        [.. _holdings.Keys.Select(PositionNow)],
        [.. _orders.Values.Where(order => order.IsOpen).Select(order => order.Report(Now))],
        [.. _executions.Where(execution => execution.At >= since)],
        WalletNow(),
        Now,
        Now + Latency);

    private WalletReport WalletNow()
    {
        var open = _holdings.Sum(pair => pair.Value.SignedQuantity * (((_prices[pair.Key].Bid + _prices[pair.Key].Ask) / 2m) - pair.Value.EntryPrice));
        return new WalletReport(Wallet, Wallet + open, open, Wallet, Now);
    }

    private VenuePosition PositionNow(string symbol)
    {
        var holding = _holdings.GetValueOrDefault(symbol) ?? new BenchHolding(0m, 0m, null, null);
        return new VenuePosition
        {
            Symbol = symbol,
            SignedQuantity = holding.SignedQuantity,
            EntryPrice = holding.EntryPrice,
            StopLoss = holding.StopLoss,
            TakeProfit = holding.TakeProfit,
            Leverage = 20m,
            UpdatedAt = Now,
        };
    }

    private VenueAnswer<T> Read<T>(T value)
        where T : class => Faults.Unreachable ? VenueAnswer<T>.None(VenueOutcome.Unknown("no route")) : VenueAnswer<T>.Of(value);

    private void Answer(EngineInput input) => deliver(Now + Latency, input);

    private void Push(EngineInput input, TimeSpan extra = default)
    {
        if (Faults.Deaf)
        {
            return;
        }

        var times = Faults.Duplicate ? 2 : 1;
        for (var i = 0; i < times; i++)
        {
            var jitter = TimeSpan.FromMilliseconds(Faults.Shuffle?.Next(0, 200) ?? 0);
            deliver(Now + Latency + extra + jitter, input);
        }
    }

    private StreamStatus Stream(StreamKind kind) => new(kind, StreamsUp, Now, Now, 0, 0, 0);
}
