using Titan.Engine.Model;

namespace Titan.Tests.Support;

/// <summary>A position as the exchange of the bench keeps it: signed size, entry, stop and target of the whole size.</summary>
internal sealed record BenchHolding(decimal SignedQuantity, decimal EntryPrice, decimal? StopLoss, decimal? TakeProfit)
{
    /// <summary>The position after one execution, and what it gained.</summary>
    public BenchHolding After(Side side, decimal quantity, decimal price, out decimal gain)
    {
        var change = side == Side.Buy ? quantity : -quantity;
        var next = SignedQuantity + change;
        gain = 0m;
        if (SignedQuantity == 0 || SignedQuantity > 0 == change > 0)
        {
            return this with { SignedQuantity = next, EntryPrice = ((EntryPrice * SignedQuantity) + (price * change)) / next };
        }

        var closing = Math.Min(quantity, Math.Abs(SignedQuantity));
        gain = closing * (SignedQuantity > 0 ? price - EntryPrice : EntryPrice - price);
        return next == 0 || next > 0 == SignedQuantity > 0
            ? this with { SignedQuantity = next }
            : new BenchHolding(next, price, null, null);
    }
}
