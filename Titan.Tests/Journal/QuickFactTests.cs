using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Journal;

public sealed class QuickFactTests
{
    private static readonly string?[] Texts = [null, "", "venue", "6f0c1d2e-0001", "said \"no\" \\ <b>", "Ümläut 価格", "line\nbreak"];

    [Fact]
    public void Quick_AnyFactOfItsKinds_ReadsWhatTheSerializerReads() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed =>
        {
            foreach (var fact in Make(new Random(seed)))
            {
                var payload = FactCodec.Write(fact);
                Assert.Equal(fact, Serializer(fact.GetType(), payload));
                Assert.Equal(fact, QuickFacts.Read(fact.GetType(), payload));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"walletBalance":1.5,"unrealizedPnl":2,"availableMargin":3,"later":4}""")]
    [InlineData("""{"unrealizedPnl":2,"walletBalance":1.5,"availableMargin":3}""")]
    [InlineData("""{ "walletBalance": 1.50, "unrealizedPnl": -2e0, "availableMargin": 3 }""")]
    public void Codec_PayloadOfAnotherMaking_StillReads(string json) =>
        Assert.Equal(Serializer(typeof(EquityMarked), Encoding.UTF8.GetBytes(json)), FactCodec.Read(nameof(EquityMarked), Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"walletBalance":"much","unrealizedPnl":2,"availableMargin":3}""")]
    [InlineData("""{"walletBalance":1.5""")]
    [InlineData("[]")]
    [InlineData("")]
    public void Codec_UnreadablePayload_SaysWhichKind(string json) =>
        Assert.Contains(nameof(EquityMarked), Assert.Throws<JournalException>(() => FactCodec.Read(nameof(EquityMarked), Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Recovery_OverRowsThatMoveNothing_ReachesTheStateOfTheWholeFold()
    {
        await using var bench = new JournalBench();
        bench.Options = bench.Options with { SnapshotEvery = 100_000 };
        await bench.OpenAsync();
        bench.TradeOnce(1);
        bench.Record(new EventNoted("TRAP_SET", "BTCUSDT", null, null));
        bench.Record(new AlertRaised("FEED_DEAD", AlertSeverity.Critical, "no data", null, 5, 3));
        bench.Record(new SessionEnded("stop"));
        bench.Record(Judged(null));
        bench.Record(Judged("signal-1"));
        bench.TradeOnce(2);
        var live = bench.State.ComputeHash();
        await bench.CloseAsync();
        bench.Sql("DELETE FROM state_snapshots");

        Assert.Equal(live, (await bench.OpenAsync()).ComputeHash());
    }

    private static IntentJudged Judged(string? signal) => new(
        new CorrelationId("c"), "breakout", new InstrumentId("BTCUSDT"), Side.Buy, 1, 100, 99, 103, "above", true, null, null, "numbers", 1,
        Inputs: new DecisionInputs { SignalId = signal });

    private static Fact Serializer(Type kind, byte[] payload) => (Fact)JsonSerializer.Deserialize(payload, JournalJson.Default.GetTypeInfo(kind)!)!;

    private static IEnumerable<Fact> Make(Random chance)
    {
        T Any<T>()
            where T : struct, Enum => Enum.GetValues<T>()[chance.Next(Enum.GetValues<T>().Length)];
        decimal Number() => new(chance.Next(), chance.Next(), 0, chance.Next(2) == 0, (byte)chance.Next(12));
        decimal? Perhaps() => chance.Next(2) == 0 ? null : Number();
        string Text() => Texts[1 + chance.Next(Texts.Length - 1)]!;
        string? Words() => Texts[chance.Next(Texts.Length)];
        DateTimeOffset Time() => DateTimeOffset.UnixEpoch.AddTicks(chance.NextInt64(0, 30_000_000_000_000_000));

        yield return new OrderMoved(new ClientOrderId(Text()), Any<OrderStatus>(), Words(), Words());
        yield return new EquityMarked(Number(), Number(), Number());
        yield return new ProtectionSeen(new InstrumentId(Text()), Perhaps(), Perhaps(), Number(), Text());
        yield return new FillBooked(
            new ExecutionId(Text()), chance.Next(2) == 0 ? null : new ClientOrderId(Text()), new InstrumentId(Text()), Any<Side>(), Number(), Number(), Number(), chance.Next(2) == 0,
            Any<ExecutionKind>(), chance.Next(2) == 0 ? null : Any<CloseReason>(), Time());
        yield return new OrderCreated(new Order
        {
            Id = new ClientOrderId(Text()),
            Correlation = new CorrelationId(Text()),
            Instrument = new InstrumentId(Text()),
            Side = Any<Side>(),
            Type = Any<OrderType>(),
            TimeInForce = Any<TimeInForce>(),
            Purpose = Any<OrderPurpose>(),
            Quantity = Number(),
            Price = Perhaps(),
            ReduceOnly = chance.Next(2) == 0,
            StopLoss = Perhaps(),
            TakeProfit = Perhaps(),
            Source = Text(),
            TrapType = Words(),
            TimeoutMs = chance.Next(2) == 0 ? null : chance.Next(),
            Leverage = Number(),
            ReferencePrice = Number(),
            CreatedAt = Time(),
            UpdatedAt = Time(),
            Status = Any<OrderStatus>(),
            VenueOrderId = Words(),
            FilledQuantity = Number(),
            AverageFillPrice = Number(),
            Fees = Number(),
            FirstFillAt = chance.Next(2) == 0 ? null : Time(),
            Reason = Words(),
        });
    }
}
