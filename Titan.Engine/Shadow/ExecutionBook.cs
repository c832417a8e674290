using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Venues;

namespace Titan.Engine.Shadow;

/// <summary>
/// Books executions into the Shadow State, once per execution id, whether they come by stream, by reconciliation or both.
/// Knows whose they are: ours, a stop or target of ours, a liquidation, or other hands.
/// </summary>
public sealed class ExecutionBook(Turn turn, Surroundings surroundings)
{
    // Last order of other hands that was said per instrument: one order may fill in many parts.
    private readonly Dictionary<InstrumentId, string> _toldHands = [];

    /// <summary>Books one execution.</summary>
    /// <returns>The trade it finished, if it did.</returns>
    public ClosedTrade? Book(ExecutionReport report)
    {
        if (turn.State.HasBooked(report.ExecutionId) || !turn.Instruments.TryGet(report.Symbol, out var instrument))
        {
            return null;
        }

        if (report.Kind == ExecutionKind.Funding)
        {
            turn.Record(new FundingBooked(report.ExecutionId, instrument.Id, report.Fee, report.At));
            surroundings.LastFillAt = Later(surroundings.LastFillAt, report.At);
            return null;
        }

        if (report.Kind == ExecutionKind.Unrecognised || report.Quantity <= 0)
        {
            turn.Alert("EXECUTION_UNREADABLE", AlertSeverity.High, $"{report.Symbol}: an execution of an unknown kind was left out; reconciliation will settle it", instrument.Id);
            return null;
        }

        return BookFill(report, instrument);
    }

    private ClosedTrade? BookFill(ExecutionReport report, Instrument instrument)
    {
        var order = report.ClientOrderId.Length > 0 && turn.State.Orders.TryGetValue(new ClientOrderId(report.ClientOrderId), out var found) ? found : null;
        var before = turn.State.Positions.GetValueOrDefault(instrument.Id);
        var closed = turn.Record(new FillBooked(
            report.ExecutionId, order?.Id, instrument.Id, report.Side, report.Quantity, report.Price, report.Fee, report.IsMaker, report.Kind,
            ReasonOf(report, order), report.At));
        var sight = surroundings.Of(instrument);
        sight.LastFillAt = turn.Now;
        surroundings.LastFillAt = Later(surroundings.LastFillAt, report.At);
        turn.Note(
            "ORDER_FILLED",
            $"ORDER_FILLED {report.Symbol} {report.Side} {report.Quantity} at {report.Price}{(order is null ? Foreign(report) : "")}",
            instrument.Id,
            order?.Correlation);
        if (order is null && IsByOtherHands(report))
        {
            TellOtherHands(report, instrument, before);
        }

        if (order is null && before is null && closed is null)
        {
            turn.Alert("POSITION_ORPHANED", AlertSeverity.Critical, $"{report.Symbol}: a position was opened by other hands; it is adopted and has no stop of ours", instrument.Id);
        }

        return closed;
    }

    // Booked, so nothing is left to correct; but the venue held what we did not, and a person should know who did it.
    private void TellOtherHands(ExecutionReport report, Instrument instrument, Position? before)
    {
        if (_toldHands.GetValueOrDefault(instrument.Id) == report.VenueOrderId)
        {
            return;
        }

        _toldHands[instrument.Id] = report.VenueOrderId;
        var ours = before?.SignedQuantity ?? 0m;
        var venue = ours + (report.Side.Sign() * report.Quantity);
        turn.Alert(
            "POSITION_MISMATCH", AlertSeverity.Critical,
            $"Position mismatch {instrument.Id}: ours {ours}, venue {venue}: {report.Side} {report.Quantity} by {Hands(report)}; booked", instrument.Id, ours, venue);
    }

    private bool IsByOtherHands(ExecutionReport report) =>
        report.Kind == ExecutionKind.Trade && report.StopOrderType.Length == 0 && report.CreateType is "" or "CreateByUser"
        && !OrderIds.IsOurs(turn.State.Epoch, report.ClientOrderId);

    private static string Hands(ExecutionReport report) => OrderIds.IsGuard(report.ClientOrderId) ? "the guard" : "other hands";

    private static string Foreign(ExecutionReport report) =>
        report.StopOrderType.Length > 0 ? $" by {report.StopOrderType}" : report.Kind == ExecutionKind.Trade ? $" by {Hands(report)}" : $" by {report.Kind}";

    private CloseReason? ReasonOf(ExecutionReport report, Order? order) => report switch
    {
        { Kind: ExecutionKind.Liquidation or ExecutionKind.AutoDeleveraging } => CloseReason.Liquidated,
        { StopOrderType: "StopLoss" or "PartialStopLoss" } => CloseReason.StopLoss,
        { StopOrderType: "TakeProfit" or "PartialTakeProfit" } => CloseReason.TakeProfit,
        { StopOrderType: "TrailingStop" } => CloseReason.TrailingStop,
        { CreateType: "CreateByStopLoss" } => CloseReason.StopLoss,
        { CreateType: "CreateByTakeProfit" } => CloseReason.TakeProfit,
        { CreateType: "CreateByLiq" or "CreateByTakeOver_PassThrough" } => CloseReason.Liquidated,
        _ => order?.Purpose switch
        {
            OrderPurpose.Flatten => turn.State.Flatten?.Cause ?? CloseReason.Flatten,
            OrderPurpose.Exit => CloseReason.Manual,
            _ => null,
        },
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
