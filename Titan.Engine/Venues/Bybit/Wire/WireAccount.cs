using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>The venue's position, wallet and closed-P&amp;L objects as ours.</summary>
internal static class WireAccount
{
    /// <summary>A position row of REST (avgPrice) or stream (entryPrice); flat rows have quantity 0. Null without a symbol.</summary>
    public static VenuePosition? Position(JsonElement row, DateTimeOffset heardAt)
    {
        var symbol = row.Text("symbol");
        if (symbol.Length == 0)
            return null;
        var size = row.DecimalOrZero("size");
        return new VenuePosition
        {
            Symbol = symbol,
            SignedQuantity = row.Text("side") switch
            {
                "Buy" => size,
                "Sell" => -size,
                _ => 0m,
            },
            EntryPrice = row.Decimal("avgPrice") ?? row.DecimalOrZero("entryPrice"),
            MarkPrice = row.DecimalOrZero("markPrice"),
            LiquidationPrice = row.PriceOrNull("liqPrice"),
            Leverage = row.DecimalOrZero("leverage"),
            UnrealizedPnl = row.DecimalOrZero("unrealisedPnl"),
            StopLoss = row.PriceOrNull("stopLoss"),
            TakeProfit = row.PriceOrNull("takeProfit"),
            InitialMargin = row.DecimalOrZero("positionIM"),
            PositionIndex = (int)Math.Clamp(row.Integer("positionIdx") ?? 0, 0, 2),
            UpdatedAt = row.Time("updatedTime", heardAt),
        };
    }

    /// <summary>The account's USDT. Null when the row does not speak of USDT: stream messages list changed coins only.</summary>
    public static WalletReport? Wallet(JsonElement account, DateTimeOffset at)
    {
        foreach (var coin in account.Rows("coin"))
        {
            if (coin.Text("coin") != "USDT")
                continue;
            var balance = coin.DecimalOrZero("walletBalance");
            var unrealized = coin.DecimalOrZero("unrealisedPnl");
            return new WalletReport(
                balance, coin.Decimal("equity") ?? (balance + unrealized), unrealized, account.Decimal("totalAvailableBalance") ?? IsolatedFree(coin, balance), at);
        }

        return null;
    }

    public static ClosedPnl? Closed(JsonElement row, DateTimeOffset heardAt)
    {
        var symbol = row.Text("symbol");
        var side = row.Direction("side");
        if (symbol.Length == 0 || side is null)
            return null;
        return new ClosedPnl(
            symbol, side.Value, row.DecimalOrZero("closedSize"), row.DecimalOrZero("avgEntryPrice"), row.DecimalOrZero("avgExitPrice"),
            row.DecimalOrZero("closedPnl"), row.Time("updatedTime", row.Time("createdTime", heardAt)));
    }

    // The account-level figure is empty in isolated mode; the venue's own formula for one coin then holds.
    private static decimal IsolatedFree(JsonElement coin, decimal balance) =>
        Math.Max(0m, balance - coin.DecimalOrZero("totalPositionIM") - coin.DecimalOrZero("totalOrderIM") - coin.DecimalOrZero("locked") - coin.DecimalOrZero("bonus"));
}
