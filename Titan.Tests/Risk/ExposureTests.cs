using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;

namespace Titan.Tests.Risk;

public sealed class ExposureTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly InstrumentId[] Instruments = [new("BTCUSDT"), new("ETHUSDT"), new("SOLUSDT")];

    [Fact]
    public void Follow_AnyHistoryOfOrdersAndFills_EqualsCountingAnew() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var history = new History(seed);
            var state = new EngineState();
            var followed = new Exposure();
            followed.Recount(state);
            for (var step = 0; step < 120; step++)
            {
                var fact = new JournalEntry(state.Sequence + 1, At.AddSeconds(step), history.Next());
                state.Apply(fact);
                followed.Follow([fact], state);
            }

            var counted = new Exposure();
            counted.Recount(state);
            return followed.GrossNotional == counted.GrossNotional && followed.OpenRisk == counted.OpenRisk
                && followed.OpenCount == counted.OpenCount && followed.UnknownCount == counted.UnknownCount
                && Instruments.All(instrument => followed.IsBusy(instrument) == counted.IsBusy(instrument) && followed.HasUnknown(instrument) == counted.HasUnknown(instrument));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Follow_SameFactsTwice_CountsThemOnce()
    {
        var state = new EngineState();
        var exposure = new Exposure();
        exposure.Recount(state);
        JournalEntry[] facts = [new(1, At, new OrderCreated(History.Entry(1, Instruments[0])))];
        state.Apply(facts[0]);

        exposure.Follow(facts, state);
        exposure.Follow(facts, state);

        Assert.Equal(200m, exposure.GrossNotional);
        Assert.Equal(20m, exposure.OpenRisk);
        Assert.Equal(1, exposure.OpenCount);
    }

    [Fact]
    public void Follow_EntryEndsUnfilled_LeavesNothingBehind()
    {
        var state = new EngineState();
        var exposure = new Exposure();
        exposure.Recount(state);
        var order = History.Entry(1, Instruments[0]);
        foreach (var fact in (Fact[])[new OrderCreated(order), new OrderMoved(order.Id, OrderStatus.Unknown, null, null), new OrderMoved(order.Id, OrderStatus.Rejected, null, "late")])
        {
            var entry = new JournalEntry(state.Sequence + 1, At, fact);
            state.Apply(entry);
            exposure.Follow([entry], state);
        }

        Assert.Equal((0m, 0m, 0, 0), (exposure.GrossNotional, exposure.OpenRisk, exposure.OpenCount, exposure.UnknownCount));
    }

    private sealed class History(int seed)
    {
        private readonly Random _chance = new(seed);
        private readonly List<Order> _orders = [];
        private int _made;

        public static Order Entry(int number, InstrumentId instrument) => new()
        {
            Id = new ClientOrderId(string.Create(CultureInfo.InvariantCulture, $"o{number}")),
            Correlation = new CorrelationId("test"),
            Instrument = instrument,
            Side = Side.Buy,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.GoodTillCancel,
            Purpose = OrderPurpose.Entry,
            Quantity = 2m,
            Price = 100m,
            StopLoss = 90m,
            Source = "test",
            CreatedAt = At,
            Status = OrderStatus.Submitted,
        };

        public Fact Next()
        {
            var instrument = Instruments[_chance.Next(Instruments.Length)];
            var number = ++_made;
            switch (_chance.Next(8))
            {
                case 0 or 1:
                    var order = Entry(number, instrument) with
                    {
                        Side = _chance.Next(2) == 0 ? Side.Buy : Side.Sell,
                        Quantity = 0.001m * _chance.Next(1, 5_000),
                        Price = _chance.Next(3) == 0 ? null : 0.1m * _chance.Next(1, 9_000),
                        ReferencePrice = 55.5m,
                        StopLoss = _chance.Next(3) == 0 ? null : 0.1m * _chance.Next(1, 9_000),
                        Purpose = _chance.Next(4) == 0 ? OrderPurpose.Exit : OrderPurpose.Entry,
                    };
                    _orders.Add(order);
                    return new OrderCreated(order);
                case 2 or 3 when _orders.Count > 0:
                    return new OrderMoved(Any().Id, (OrderStatus)_chance.Next((int)OrderStatus.Expired + 1), null, null);
                case 4 or 5 when _orders.Count > 0:
                    var filled = Any();
                    return Fill(number, filled.Id, filled.Instrument, filled.Side);
                case 6:
                    return new PositionCorrected(instrument, DriftKind.SizeMismatch, 0m, _chance.Next(-2, 3), 0.1m * _chance.Next(1, 9_000), null, "test");
                case 7:
                    return new ProtectionWanted(instrument, 0.1m * _chance.Next(1, 9_000), null, "test");
                default:
                    return Fill(number, null, instrument, _chance.Next(2) == 0 ? Side.Buy : Side.Sell);
            }
        }

        private Order Any() => _orders[_chance.Next(_orders.Count)];

        private FillBooked Fill(int number, ClientOrderId? order, InstrumentId instrument, Side side) => new(
            new ExecutionId(string.Create(CultureInfo.InvariantCulture, $"e{number}")), order, instrument, side, 0.001m * _chance.Next(1, 3_000),
            0.1m * _chance.Next(1, 9_000), 0.01m, false, ExecutionKind.Trade, null, At);
    }
}
