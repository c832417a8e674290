using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One line across a price chart.</summary>
/// <param name="Label">What stands on it.</param>
/// <param name="Price">Where it lies; only drawn, so a double.</param>
/// <param name="Text">The price as it reads, never rounded when it is a stop.</param>
/// <param name="Token">Name of its color.</param>
/// <param name="Held">It belongs to an open position: solid, and kept in sight before others.</param>
/// <param name="From">Where it begins, seconds since the epoch; null: everywhere.</param>
public sealed record PriceLevel(string Label, double Price, string Text, string Token, bool Held, long? From);

/// <summary>All lines of one instrument: its open position from entry on, and the wires that are set on it.</summary>
public sealed record PriceLevels(int Decimals, ValueList<PriceLevel> Rows)
{
    public const string LongToken = "--gain";
    public const string ShortToken = "--loss";

    /// <param name="snapshot">Newest picture.</param>
    /// <param name="symbol">Whose lines.</param>
    /// <param name="decimals">Decimals of its prices where the picture does not know them.</param>
    /// <param name="withTraps">Wires too, and not only the position.</param>
    public static PriceLevels Of(EngineSnapshot snapshot, string symbol, int decimals, bool withTraps)
    {
        var held = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == symbol);
        var traps = snapshot.Scavenger is { } scavenger && withTraps ? [.. scavenger.Traps.Where(trap => trap.Instrument.Value == symbol)] : Array.Empty<TrapView>();
        var places = held?.PriceDecimals ?? (traps.Length > 0 ? traps[0].PriceDecimals : decimals);
        return new PriceLevels(places, [.. held is null ? [] : OfPosition(held), .. traps.Select(trap => OfTrap(trap, places))]);
    }

    private static IEnumerable<PriceLevel> OfPosition(PositionView view)
    {
        var position = view.Position;
        var from = position.OpenedAt.ToUnixTimeSeconds();
        PriceLevel Line(string label, decimal price, string text, string token) => new(label, (double)price, text, token, true, from);
        yield return Line(position.IsLong ? T("entry LONG") : T("entry SHORT"), position.EntryPrice, Figures.Mark(position.EntryPrice, view.PriceDecimals), "--text-2");
        if (position.StopLoss is { } stop)
        {
            yield return Line(T("stop"), stop, Figures.Exact(stop, view.PriceDecimals), ShortToken);
        }

        if (position.TakeProfit is { } target)
        {
            yield return Line(T("target"), target, Figures.Exact(target, view.PriceDecimals), LongToken);
        }

        if (view.LiquidationPrice is > 0 and { } liquidation)
        {
            yield return Line(T("liquidation"), liquidation, Figures.Exact(liquidation, view.PriceDecimals), "--critical");
        }
    }

    // The perpetual's trigger, as the line is the perpetual's price; what spot must reach stands in the table of wires.
    private static PriceLevel OfTrap(TrapView trap, int decimals)
    {
        var isLong = trap.Direction == Side.Buy;
        var awake = trap.Readiness is TrapReadiness.Set or TrapReadiness.Firing;
        return new PriceLevel(
            $"{(isLong ? '▲' : '▼')} {trap.Type.Word()}", (double)trap.TriggerPrice, Figures.Mark(trap.TriggerPrice, decimals), awake ? isLong ? LongToken : ShortToken : "--text-3", false, null);
    }
}
