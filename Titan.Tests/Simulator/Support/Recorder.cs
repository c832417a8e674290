using Titan.Simulator.Exchange;

namespace Titan.Tests.Simulator.Support;

/// <summary>Keeps what the exchange said, copied at that moment.</summary>
internal sealed class Recorder : SilentListener
{
    public List<(string OrderId, OrderStatus Status, string CancelType, string RejectReason)> Orders { get; } = [];
    public List<Execution> Executions { get; } = [];
    public List<PublicTrade> Tape { get; } = [];
    public List<(Side PositionSide, decimal Size, decimal Price)> Liquidations { get; } = [];

    public IEnumerable<OrderStatus> StatusesOf(Order order) => Orders.Where(o => o.OrderId == order.OrderId).Select(static o => o.Status);

    public override void OrderChanged(Order order) => Orders.Add((order.OrderId, order.Status, order.CancelType, order.RejectReason));

    public override void Executed(Execution execution) => Executions.Add(execution);

    public override void Traded(Instrument instrument, in PublicTrade trade) => Tape.Add(trade);

    public override void Liquidated(Instrument instrument, Side positionSide, decimal size, decimal price) =>
        Liquidations.Add((positionSide, size, price));
}
