using System.Text.Json;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Wire;

/// <summary>The wallet object of wallet-balance and the private stream; one UNIFIED account holding USDT.</summary>
internal static class WalletJson
{
    public static void Write(Utf8JsonWriter writer, Account account)
    {
        var equity = account.MarginBalance;
        var unrealised = account.UnrealisedProfit;
        writer.WriteStartObject();
        writer.WriteString("accountType", "UNIFIED");
        writer.WriteString("accountLTV", "0");
        writer.Number("accountIMRate", Math.Round(account.InitialMarginRate, 4));
        writer.Number("accountIMRateByMp", Math.Round(account.InitialMarginRate, 4));
        writer.Number("accountMMRate", Math.Round(account.MaintenanceMarginRate, 4));
        writer.Number("accountMMRateByMp", Math.Round(account.MaintenanceMarginRate, 4));
        writer.Money("totalEquity", equity);
        writer.Money("totalWalletBalance", account.Balance);
        writer.Money("totalMarginBalance", equity);
        writer.Money("totalAvailableBalance", account.Available);
        writer.Money("totalPerpUPL", unrealised);
        writer.Money("totalInitialMargin", account.InitialMargin);
        writer.Money("totalInitialMarginByMp", account.InitialMargin);
        writer.Money("totalMaintenanceMargin", account.MaintenanceMargin);
        writer.Money("totalMaintenanceMarginByMp", account.MaintenanceMargin);
        writer.WriteStartArray("coin");
        writer.WriteStartObject();
        writer.WriteString("coin", "USDT");
        writer.Money("equity", equity);
        writer.Money("usdValue", equity);
        writer.Money("walletBalance", account.Balance);
        writer.WriteString("availableToWithdraw", "");
        writer.WriteString("availableToBorrow", "");
        writer.WriteString("borrowAmount", "0");
        writer.WriteString("spotBorrow", "0");
        writer.WriteString("accruedInterest", "0");
        writer.Money("totalOrderIM", account.OrderMargin);
        writer.Money("totalPositionIM", account.PositionMargin);
        writer.Money("totalPositionMM", account.MaintenanceMargin);
        writer.Money("unrealisedPnl", unrealised);
        writer.Money("cumRealisedPnl", account.TotalRealised - account.TotalFees + account.TotalFunding);
        writer.WriteString("bonus", "0");
        writer.WriteString("locked", "0");
        writer.WriteString("spotHedgingQty", "0");
        writer.WriteBoolean("collateralSwitch", true);
        writer.WriteBoolean("marginCollateral", true);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
