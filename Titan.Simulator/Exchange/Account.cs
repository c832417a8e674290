namespace Titan.Simulator.Exchange;

/// <summary>
/// The one UNIFIED cross-margin account: wallet, running totals and the margin rules. All amounts in USDT.
/// </summary>
/// <remarks>
/// Initial margin of an instrument is the worst of the position as it is, with all its buys filled and with all its sells
/// filled, divided by leverage; so an order against the position costs margin only beyond it.
/// </remarks>
internal sealed class Account(decimal balance, IReadOnlyCollection<Instrument> instruments)
{
    public decimal InitialBalance { get; } = balance;
    public decimal Balance { get; private set; } = balance;
    public decimal TotalFees { get; private set; }

    /// <summary>Funding received minus funding paid.</summary>
    public decimal TotalFunding { get; private set; }

    /// <summary>Gross profit of everything closed, before fees and funding.</summary>
    public decimal TotalRealised { get; private set; }

    /// <summary>What an insurance fund took over when a liquidation went below zero.</summary>
    public decimal TotalInsured { get; private set; }

    /// <summary>Newest executions and funding rows, oldest first.</summary>
    public List<Execution> Executions { get; } = [];

    /// <summary>Executions and funding rows that are not kept any more; the totals hold them.</summary>
    public long ForgottenExecutions { get; private set; }

    /// <summary>Newest rows of closed profit, oldest first.</summary>
    public List<ClosedProfitRow> ClosedProfits { get; } = [];

    public decimal UnrealisedProfit => Sum(static i => i.Position.UnrealisedProfit);
    public decimal MarginBalance => Balance + UnrealisedProfit;
    public decimal PositionMargin => Sum(static i => i.Position.InitialMargin);
    public decimal MaintenanceMargin => Sum(static i => i.Position.MaintenanceMargin);
    public decimal InitialMargin => Sum(static i => InitialMarginOf(i, 0m, 0m));
    public decimal OrderMargin => InitialMargin - PositionMargin;
    public decimal Available => Math.Max(0m, MarginBalance - InitialMargin);
    public decimal InitialMarginRate => MarginBalance <= 0m ? 0m : InitialMargin / MarginBalance;
    public decimal MaintenanceMarginRate => MarginBalance <= 0m ? 0m : MaintenanceMargin / MarginBalance;

    public void BookTrade(decimal grossProfit, decimal fee)
    {
        TotalRealised += grossProfit;
        TotalFees += fee;
        Balance += grossProfit - fee;
    }

    public void BookFunding(decimal received)
    {
        TotalFunding += received;
        Balance += received;
    }

    public void Keep(Execution execution)
    {
        Executions.Add(execution);
        ForgottenExecutions += OrderStore.Trim(Executions);
    }

    public void Keep(ClosedProfitRow row)
    {
        ClosedProfits.Add(row);
        OrderStore.Trim(ClosedProfits);
    }

    /// <summary>A wallet below zero with nothing open is made whole, as the venue's insurance fund does.</summary>
    public void Insure()
    {
        if (Balance >= 0m || instruments.Any(static i => !i.Position.IsFlat)) return;
        TotalInsured -= Balance;
        Balance = 0m;
    }

    /// <summary>Margin that one instrument needs, with a buy or a sell of this value added.</summary>
    public static decimal InitialMarginOf(Instrument instrument, decimal extraBuyValue, decimal extraSellValue)
    {
        var buys = extraBuyValue;
        var sells = extraSellValue;
        foreach (var order in instrument.OpenOrders)
        {
            if (!order.IsWorking || order.ReduceOnly) continue;
            if (order.Side == Side.Buy) buys += order.Leaves * order.Price;
            else sells += order.Leaves * order.Price;
        }
        var held = instrument.Position.Size * instrument.MarkPrice;
        var worst = Math.Max(Math.Abs(held), Math.Max(Math.Abs(held + buys), Math.Abs(held - sells)));
        return worst / instrument.Position.Leverage;
    }

    /// <summary>Whether an order of this size fits into the free margin, its taker fee included.</summary>
    public bool Affords(Instrument instrument, Side side, decimal qty, decimal price)
    {
        var value = qty * price;
        var needed = InitialMarginOf(instrument, side == Side.Buy ? value : 0m, side == Side.Sell ? value : 0m)
            - InitialMarginOf(instrument, 0m, 0m);
        if (needed <= 0m) return true;
        return needed + (value * instrument.Spec.TakerFee) <= MarginBalance - InitialMargin;
    }

    /// <summary>Mark price at which this position, all else equal, brings the account to liquidation; null when none exists.</summary>
    public decimal? LiquidationPrice(Position position)
    {
        if (position.IsFlat) return null;
        var rate = position.Instrument.Spec.MaintenanceMarginRate;
        var mark = position.Instrument.MarkPrice;
        var cushion = MarginBalance - (MaintenanceMargin - position.MaintenanceMargin);
        var price = position.Size > 0m
            ? ((position.Size * mark) - cushion) / (position.Size * (1m - rate))
            : (cushion - (position.Size * mark)) / (position.Quantity * (1m + rate));
        return price > 0m ? price : null;
    }

    private decimal Sum(Func<Instrument, decimal> of)
    {
        var sum = 0m;
        foreach (var instrument in instruments) sum += of(instrument);
        return sum;
    }
}
