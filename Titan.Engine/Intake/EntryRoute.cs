using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Intake;

/// <summary>
/// Whether an entry that was meant at market may go so (spec titan-trading 4.4): only while its size costs little in the book and the book leans its
/// way. Otherwise it becomes the aggressive limit of 2.7, whose price is never worse than the one it had. Pure.
/// </summary>
/// <param name="Order">How the entry finds its price now.</param>
/// <param name="LimitPrice">Worst price it pays, quote currency.</param>
/// <param name="Why">Why it is a limit now, with the numbers; null when it goes as it was meant.</param>
internal readonly record struct EntryRoute(EntryOrder Order, decimal LimitPrice, string? Why)
{
    /// <summary>Bids over asks above which a buy, and below which a sale, may go at market.</summary>
    private const decimal LeansToABuy = 2.0m;
    private const decimal LeansToASale = 0.5m;

    /// <param name="intent">What was meant.</param>
    /// <param name="quantity">Size that is asked for, base currency.</param>
    /// <param name="sight">What is seen of its instrument.</param>
    /// <param name="config">Limits and the markup of an aggressive limit.</param>
    public static EntryRoute Of(in Intent intent, decimal quantity, InstrumentSight sight, TitanConfig config)
    {
        if (intent.Order != EntryOrder.Market || WhyNotAtMarket(intent, quantity, sight.Ladder, config.Execution) is not { } why)
        {
            return new EntryRoute(intent.Order, intent.LimitPrice, null);
        }

        return new EntryRoute(EntryOrder.AggressiveLimit, Bounded(intent, sight, config.Strategies.Scavenger.AggressiveMarkup), why);
    }

    private static string? WhyNotAtMarket(in Intent intent, decimal quantity, BookLadder ladder, ExecutionConfig execution)
    {
        var limit = execution.MaxSlippagePct * Momentum.Allowance(intent.Momentum);
        if (ladder.Slippage(intent.Instrument, intent.Side, quantity) is not { } slippage)
        {
            return string.Create(CultureInfo.InvariantCulture, $"MARKET became LIMIT: the book's twenty levels do not hold {quantity}");
        }

        if (slippage > limit)
        {
            return string.Create(CultureInfo.InvariantCulture, $"MARKET became LIMIT: {quantity} through the book costs {slippage:0.####} %, at most {limit:0.####} %");
        }

        var imbalance = ladder.Imbalance;
        return intent.Side == Side.Buy
            ? imbalance > LeansToABuy ? null : Leaning(imbalance, $"above {LeansToABuy.ToString(CultureInfo.InvariantCulture)}")
            : imbalance < LeansToASale ? null : Leaning(imbalance, $"below {LeansToASale.ToString(CultureInfo.InvariantCulture)}");
    }

    private static string Leaning(decimal imbalance, string asked) =>
        string.Create(CultureInfo.InvariantCulture, $"MARKET became LIMIT: bids over asks {imbalance:0.##}, at market only {asked}");

    private static decimal Bounded(in Intent intent, InstrumentSight sight, decimal markup)
    {
        if (!sight.HasQuote)
        {
            return intent.LimitPrice;
        }

        return intent.Side == Side.Buy
            ? Math.Min(intent.LimitPrice, intent.Instrument.CeilingPrice(sight.Quote.Ask * (1m + markup)))
            : Math.Max(intent.LimitPrice, intent.Instrument.FloorPrice(sight.Quote.Bid * (1m - markup)));
    }
}
