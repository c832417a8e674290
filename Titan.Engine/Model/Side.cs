namespace Titan.Engine.Model;

/// <summary>Direction of an order or fill.</summary>
public enum Side
{
    Buy,
    Sell,
}

/// <summary>Arithmetic of <see cref="Side"/>.</summary>
public static class Sides
{
    /// <summary>+1 for Buy, -1 for Sell.</summary>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;

    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
