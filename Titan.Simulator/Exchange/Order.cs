namespace Titan.Simulator.Exchange;

/// <summary>
/// One order of the account, from acceptance to its final state. Quantities in base currency, prices in USDT,
/// times in UTC milliseconds of venue time. Changed only by the exchange's own desks.
/// </summary>
internal sealed class Order
{
    public required long Sequence { get; init; }
    public required string OrderId { get; init; }
    public required Instrument Instrument { get; init; }
    public required Side Side { get; init; }
    public required OrderType Type { get; set; }
    public required long CreatedMs { get; init; }
    public string OrderLinkId { get; init; } = "";
    public string ParentOrderLinkId { get; init; } = "";
    public string CreateType { get; init; } = "CreateByUser";
    public TimeInForce TimeInForce { get; init; }
    public SelfMatch SelfMatch { get; init; }
    public bool ReduceOnly { get; init; }
    public bool CloseOnTrigger { get; init; }
    public decimal LastPriceOnCreated { get; init; }

    /// <summary>Limit price; for a market order the bound derived from the mark price, 0 while it is untriggered.</summary>
    public decimal Price { get; set; }
    public decimal Qty { get; set; }
    public OrderStatus Status { get; set; }
    public string CancelType { get; set; } = "UNKNOWN";
    public string RejectReason { get; set; } = "EC_NoError";
    public long UpdatedMs { get; set; }

    public StopKind StopKind { get; init; }
    public decimal TriggerPrice { get; set; }
    public int TriggerDirection { get; set; }
    public TriggerBy TriggerBy { get; set; }

    /// <summary>Distance of a trailing stop in USDT; 0 for every other order.</summary>
    public decimal TrailDistance { get; set; }

    /// <summary>A trailing stop follows the price only once this one was reached; null when it follows at once.</summary>
    public decimal? TrailActivation { get; set; }

    public decimal TakeProfit { get; set; }
    public decimal StopLoss { get; set; }
    public TriggerBy TakeProfitTriggerBy { get; set; }
    public TriggerBy StopLossTriggerBy { get; set; }
    public bool PartialProtection { get; set; }
    public OrderType TakeProfitType { get; set; } = OrderType.Market;
    public OrderType StopLossType { get; set; } = OrderType.Market;
    public decimal TakeProfitLimit { get; set; }
    public decimal StopLossLimit { get; set; }

    public decimal FilledQty { get; set; }
    public decimal FilledValue { get; set; }
    public decimal Fee { get; set; }

    /// <summary>Gross profit of what this order closed, before fees.</summary>
    public decimal ClosedProfit { get; set; }

    /// <summary>Where that profit is listed; null until the order closes something.</summary>
    public ClosedProfitRow? ClosedRow { get; set; }

    /// <summary>Outside size at the same price that trades before this order does.</summary>
    public decimal QueueAhead { get; set; }

    /// <summary>False until a hidden-order fault lets clients read it by REST.</summary>
    public long VisibleFromMs { get; set; }

    public decimal Leaves => Status.IsOpen() ? Qty - FilledQty : 0m;
    public decimal AveragePrice => FilledQty == 0m ? 0m : FilledValue / FilledQty;
    public bool IsWorking => Status is OrderStatus.New or OrderStatus.PartiallyFilled;
    public bool IsStop => StopKind != StopKind.None;
}
