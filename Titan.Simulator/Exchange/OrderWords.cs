namespace Titan.Simulator.Exchange;

/// <summary>Side of an order or an execution, as the venue spells it.</summary>
internal enum Side { Buy, Sell }

/// <summary>How an order is priced.</summary>
internal enum OrderType { Market, Limit }

/// <summary>How long an order lives; a market order is always immediate-or-cancel.</summary>
internal enum TimeInForce { GTC, IOC, FOK, PostOnly }

/// <summary>Which price springs a trigger.</summary>
internal enum TriggerBy { LastPrice, IndexPrice, MarkPrice }

/// <summary>Life of an order in the venue's own words; linear contracts never use the spot-only states.</summary>
internal enum OrderStatus { Untriggered, Triggered, New, PartiallyFilled, Filled, Cancelled, Rejected, Deactivated }

/// <summary>Why a stop order stands: a user's own conditional order, or a protection of a position.</summary>
internal enum StopKind { None, Stop, StopLoss, TakeProfit, PartialStopLoss, PartialTakeProfit, TrailingStop }

/// <summary>What happens when an account would trade with itself.</summary>
internal enum SelfMatch { None, CancelMaker, CancelTaker, CancelBoth }

/// <summary>Small facts about the words above.</summary>
internal static class OrderWords
{
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;

    /// <summary>True for the states in which an order can still change the position.</summary>
    public static bool IsOpen(this OrderStatus status) =>
        status is OrderStatus.New or OrderStatus.PartiallyFilled or OrderStatus.Untriggered or OrderStatus.Triggered;

    /// <summary>True for the protections that belong to a position and die with it.</summary>
    public static bool ProtectsPosition(this StopKind kind) => kind is not (StopKind.None or StopKind.Stop);

    public static bool IsPartial(this StopKind kind) => kind is StopKind.PartialStopLoss or StopKind.PartialTakeProfit;
}
