using Titan.Engine.Kernel;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>A position between its stop and its target: where it was entered and where the price is, in percent from the left.</summary>
/// <param name="Entry">Place of the entry.</param>
/// <param name="Mark">Place of the price, kept within the ends.</param>
/// <param name="LossLeft">The stop is the left end: a long position.</param>
/// <param name="Left">Words at the left end.</param>
/// <param name="Right">Words at the right end.</param>
/// <param name="Summary">All of it in a sentence.</param>
public sealed record PositionLadder(decimal Entry, [property: Cell] decimal Mark, bool LossLeft, string Left, string Right, [property: Cell] string Summary)
{
    /// <summary>Null without a stop, a target or a price: then there are no two ends to stand between.</summary>
    public static PositionLadder? Of(PositionView view)
    {
        var position = view.Position;
        if (position is not { StopLoss: { } stop, TakeProfit: { } target } || view.MarkPrice is not { } mark || stop == target)
        {
            return null;
        }

        var (low, high) = (Math.Min(stop, target), Math.Max(stop, target));
        decimal Place(decimal price) => decimal.Round(Math.Clamp((price - low) / (high - low) * 100m, 0m, 100m), 1);
        string Written(decimal price) => Figures.Exact(price, view.PriceDecimals);
        var (stopWords, targetWords) = (T("stop {0}", Written(stop)), T("target {0}", Written(target)));
        return new PositionLadder(
            Place(position.EntryPrice),
            Place(mark),
            stop < target,
            stop < target ? stopWords : targetWords,
            stop < target ? targetWords : stopWords,
            T("{0}, entry {1}, price {2}, {3}.", stopWords, Figures.Mark(position.EntryPrice, view.PriceDecimals), Figures.Mark(mark, view.PriceDecimals), targetWords));
    }
}
