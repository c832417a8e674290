using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;

namespace Titan.Engine.Safety;

/// <summary>
/// What an operator does to one position: close, reduce, move its stop and target. Closing and tightening are allowed in every state;
/// loosening or removing a stop needs a reason (design 3a). Refusals name the field, the value and what is allowed.
/// </summary>
public sealed class PositionActs(Turn turn, Surroundings surroundings, ClosingOrders closing)
{
    private const string WhyLoosen = "reason: 5 to 500 characters are required to loosen or remove a stop";

    /// <summary>Sends the close, or joins one that is on its way.</summary>
    /// <returns>Null when sent or joined.</returns>
    public CommandRefusal? Close(string symbol, decimal? quantity, CorrelationId correlation)
    {
        if (Find(symbol, out var position, out var instrument) is { } missing)
        {
            return missing;
        }

        if (quantity is { } wanted && (wanted <= 0 || wanted > position!.Quantity || wanted % instrument!.QuantityStep != 0))
        {
            return Wrong($"quantity: {Text(wanted)} is not allowed; {Text(instrument!.QuantityStep)} to {Text(position!.Quantity)} in steps of {Text(instrument.QuantityStep)}");
        }

        if (!closing.IsClosing(position!.Instrument))
        {
            var size = Math.Sign(position.SignedQuantity) * (quantity ?? position.Quantity);
            closing.Close(instrument!, size, OrderPurpose.Exit, correlation, 1, "operator", bounded: false);
        }

        return null;
    }

    /// <summary>Records the wish and sends it to the venue.</summary>
    /// <param name="symbol">Whose protection.</param>
    /// <param name="stop">New stop; null leaves it, 0 removes it.</param>
    /// <param name="target">New target; null leaves it, 0 removes it.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reason">Needed to loosen or remove a stop.</param>
    /// <param name="correlation">Marks the venue's answer.</param>
    /// <returns>Null when sent.</returns>
    public CommandRefusal? Modify(string symbol, decimal? stop, decimal? target, string by, string? reason, CorrelationId correlation)
    {
        if (Find(symbol, out var position, out var instrument) is { } missing)
        {
            return missing;
        }

        if (stop is null && target is null)
        {
            return Wrong("stop_loss, take_profit: give at least one; 0 removes it");
        }

        if ((WrongStop(position!, instrument!, stop) ?? WrongTarget(position!, instrument!, target)) is { } wrong)
        {
            return wrong;
        }

        if (Loosens(position!, stop) && reason?.Trim().Length is not (>= 5 and <= 500))
        {
            return new CommandRefusal(false, "REASON_REQUIRED", WhyLoosen);
        }

        turn.Record(new ProtectionWanted(position!.Instrument, Wanted(stop, position.WantedStop ?? position.StopLoss), Wanted(target, position.WantedTarget ?? position.TakeProfit), by));
        turn.Emit(new AttachProtection(instrument!, stop, target, correlation));
        surroundings.Of(instrument!).ProtectionAskedAt = turn.Now;
        if (stop == 0)
        {
            turn.Alert("STOP_REMOVED", AlertSeverity.High, $"{symbol}: the stop was removed by {by}: {reason}. The whole position is naked.", position.Instrument);
        }

        return null;
    }

    /// <summary>The venue refused: what was wanted before is wanted again.</summary>
    public void Undo(Position before, string by) => turn.Record(new ProtectionWanted(before.Instrument, before.WantedStop, before.WantedTarget, by));

    private CommandRefusal? Find(string symbol, out Position? position, out Instrument? instrument)
    {
        position = turn.Instruments.TryGet(symbol, out instrument) ? turn.State.Positions.GetValueOrDefault(instrument.Id) : null;
        return position is not null && instrument is not null ? null : new CommandRefusal(true, "POSITION_NOT_FOUND", $"No position in {symbol} is open.");
    }

    private CommandRefusal? WrongStop(Position position, Instrument instrument, decimal? stop)
    {
        if (stop is not { } price || price == 0)
        {
            return null;
        }

        if (WrongPrice("stop_loss", instrument, price) is { } wrong)
        {
            return wrong;
        }

        var sign = Math.Sign(position.SignedQuantity);
        var side = position.IsLong ? "below" : "above";
        if (surroundings.Of(instrument).ValuationPrice is { } mark && (mark - price) * sign <= 0)
        {
            return Wrong($"stop_loss: {Text(price)} would fill at once; it must be {side} the mark price {Text(mark)}");
        }

        // A stop may pass the entry only to lock a gain in, as a trailing one does (spec titan-trading 7.2).
        return (position.EntryPrice - price) * sign < 0 && position.StopLoss is null
            ? Wrong($"stop_loss: {Text(price)} is on the winning side; it must be {side} the entry {Text(position.EntryPrice)}")
            : null;
    }

    private static CommandRefusal? WrongTarget(Position position, Instrument instrument, decimal? target)
    {
        if (target is not { } price || price == 0)
        {
            return null;
        }

        return WrongPrice("take_profit", instrument, price)
            ?? ((price - position.EntryPrice) * Math.Sign(position.SignedQuantity) <= 0
                ? Wrong($"take_profit: {Text(price)} is on the losing side; it must be {(position.IsLong ? "above" : "below")} the entry {Text(position.EntryPrice)}")
                : null);
    }

    private static CommandRefusal? WrongPrice(string field, Instrument instrument, decimal price) =>
        price < 0 || price % instrument.TickSize != 0
            ? Wrong($"{field}: {Text(price)} is not a price of {instrument.Id}; it must be a multiple of {Text(instrument.TickSize)}, or 0 to remove it")
            : null;

    private static bool Loosens(Position position, decimal? stop) =>
        (position.StopLoss ?? position.WantedStop) is { } current && stop is { } price && (price == 0 || (current - price) * Math.Sign(position.SignedQuantity) > 0);

    private static decimal? Wanted(decimal? asked, decimal? now) => asked is null ? now : asked == 0 ? null : asked;

    private static CommandRefusal Wrong(string message) => new(false, "INVALID_VALUE", message);

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
