namespace Titan.Engine.Model;

/// <summary>An order book as it was told once: best first, price in quote and size in base currency.</summary>
public sealed record BookDepth(IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)
{
    /// <summary>Mean price of taking a quantity from the other side, and how much of it the told levels hold.</summary>
    public (decimal? Price, decimal Quantity) Take(Side side, decimal quantity)
    {
        var (value, taken) = (0m, 0m);
        foreach (var level in side == Side.Buy ? Asks : Bids)
        {
            var part = Math.Min(level.Quantity, quantity - taken);
            (value, taken) = (value + (part * level.Price), taken + part);
            if (taken >= quantity)
            {
                break;
            }
        }

        return (taken > 0 ? value / taken : null, taken);
    }
}

public readonly record struct BookLevel(decimal Price, decimal Quantity);
