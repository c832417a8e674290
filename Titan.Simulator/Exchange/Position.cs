namespace Titan.Simulator.Exchange;

/// <summary>The one-way position of one instrument; size is signed (long above zero), prices in USDT, times UTC milliseconds.</summary>
internal sealed class Position(Instrument instrument)
{
    public Instrument Instrument { get; } = instrument;
    public decimal Size { get; set; }
    public decimal AveragePrice { get; set; }
    public decimal Leverage { get; set; } = 10m;

    /// <summary>Opening fees not yet attributed to a closed part.</summary>
    public decimal OpenFee { get; set; }

    /// <summary>Realised since the position was last flat, net of fees and funding.</summary>
    public decimal CurrentRealised { get; set; }
    public decimal CumulativeRealised { get; set; }
    public decimal TakeProfit { get; set; }
    public decimal StopLoss { get; set; }
    public decimal TrailingStop { get; set; }
    public long OpenedMs { get; set; }
    public long CreatedMs { get; set; }
    public long UpdatedMs { get; set; }

    /// <summary>Venue sequence of the last change; -1 when it never traded.</summary>
    public long Sequence { get; set; } = -1;
    public bool Liquidating { get; set; }

    public decimal Quantity => Math.Abs(Size);
    public bool IsFlat => Size == 0m;
    public Side ClosingSide => Size > 0m ? Side.Sell : Side.Buy;
    public decimal Value => Quantity * Instrument.MarkPrice;
    public decimal UnrealisedProfit => Size * (Instrument.MarkPrice - AveragePrice);
    public decimal InitialMargin => Value / Leverage;
    public decimal MaintenanceMargin => Value * Instrument.Spec.MaintenanceMarginRate;

    /// <summary>Whether an order on this side and of this size only makes the position smaller.</summary>
    public bool IsReducedBy(Side side) => Size != 0m && side == ClosingSide;
}
