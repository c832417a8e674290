using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Engine.Venues.Bybit.Streams;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Private frames of our own making through the private stream's translation: the venue's odd habits and broken bytes.</summary>
public sealed class PayloadTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly RecordingSink _sink = new();
    private readonly BybitPrivateStream _stream;

    public PayloadTests() => _stream = new BybitPrivateStream(
        new Uri("ws://127.0.0.1:1/v5/private"), new BybitSigning("key", "secret"), _sink, new BybitClock(TimeProvider.System), new BybitVitals(),
        static _ => Task.CompletedTask, TimeProvider.System, TimeProvider.System, NullLogger.Instance, 1, static (_, _, _) => { });

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    [Fact]
    public void OrderLife_NewPartFilledTwiceFilled_IsToldInOrder()
    {
        foreach (var line in Lines("order-life.jsonl"))
            Assert.True(_stream.OnFrame(line, Now));
        Assert.Equal(
            [(VenueOrderStatus.New, 0m, null), (VenueOrderStatus.PartiallyFilled, 0.010m, 50_000m), (VenueOrderStatus.Filled, 0.030m, 50_000m), (VenueOrderStatus.Filled, 0.030m, (decimal?)50_000m)],
            _sink.Orders.Select(static order => (order.Status, order.FilledQuantity, order.AveragePrice)));
        Assert.Equal([1_767_225_600_099, 1_767_225_600_298, 1_767_225_600_412, 1_767_225_600_414], _sink.Orders.Select(static order => order.UpdatedAt.ToUnixTimeMilliseconds()));
        Assert.Equal(["", "", "", "EC_OrigClOrdIDDoesNotExist"], _sink.Orders.Select(static order => order.RejectReason));
    }

    [Fact]
    public void Executions_OfEveryKind_KeepSignAndKind()
    {
        foreach (var line in Lines("executions.jsonl"))
            Assert.True(_stream.OnFrame(line, Now));
        Assert.Equal(
            [("x-1", ExecutionKind.Trade, 0.1m), ("x-2", ExecutionKind.Trade, -0.2m), ("x-3", ExecutionKind.Liquidation, 0.9m), ("x-4", ExecutionKind.Funding, 0.05m)],
            _sink.Executions.Select(static execution => (execution.ExecutionId.Value, execution.Kind, execution.Fee)));
        Assert.Equal([true, true, false, false], _sink.Executions.Select(static execution => execution.IsMaker));
    }

    [Fact]
    public void Positions_InHedgeMode_AreOneRowPerSide()
    {
        Assert.True(_stream.OnFrame(Payloads.Bytes("bybit/positions-hedge.json"), Now));
        Assert.Equal(
            [("BTCUSDT", 1, 0.5m, null), ("BTCUSDT", 2, -0.2m, 51_000.5m), ("ETHUSDT", 0, 0m, (decimal?)null)],
            _sink.Positions.Select(static position => (position.Symbol, position.PositionIndex, position.SignedQuantity, position.StopLoss)));
    }

    [Fact]
    public void BrokenFrames_EachLine_IsSaidBadAndTellsNothing()
    {
        foreach (var line in Lines("broken.txt"))
            Assert.False(_stream.OnFrame(line, Now), Encoding.UTF8.GetString(line));
        Assert.Empty(_sink.Orders);
        Assert.Empty(_sink.Executions);
        Assert.Empty(_sink.Positions);
    }

    private static byte[][] Lines(string file) =>
        [.. Encoding.UTF8.GetString(Payloads.Bytes("bybit/" + file)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];
}
