using System.Collections.Frozen;

namespace Titan.Engine.Venues.Bybit.Budget;

/// <summary>Requests per second that the venue documents for the endpoints we use (spec venues/bybit-v5.md 2.5).</summary>
internal static class BybitBudgets
{
    public const string Create = "/v5/order/create";
    public const string Amend = "/v5/order/amend";
    public const string Cancel = "/v5/order/cancel";
    public const string CancelAll = "/v5/order/cancel-all";
    public const string TradingStop = "/v5/position/trading-stop";
    public const string SetLeverage = "/v5/position/set-leverage";

    /// <summary>Name of the budget that all requests of our address share.</summary>
    public const string Address = "address";

    /// <summary>600 requests in five seconds per address.</summary>
    public const int AddressLimit = 600;

    /// <summary>Part of the address budget that reads and entries may not touch.</summary>
    public const int AddressReserve = 100;

    /// <summary>Part of an order budget that entries may not touch: the kill switch always has room.</summary>
    public const int OrderReserve = 2;

    private static readonly FrozenDictionary<string, int> Orders = new Dictionary<string, int>
    {
        [Create] = 10,
        [Amend] = 10,
        [Cancel] = 10,
        [CancelAll] = 10,
        [TradingStop] = 10,
        [SetLeverage] = 10,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> Reads = new Dictionary<string, int>
    {
        ["/v5/order/realtime"] = 50,
        ["/v5/order/history"] = 50,
        ["/v5/execution/list"] = 50,
        ["/v5/position/list"] = 50,
        ["/v5/position/closed-pnl"] = 50,
        ["/v5/account/wallet-balance"] = 50,
        ["/v5/account/info"] = 50,
        ["/v5/account/fee-rate"] = 5,
    }.ToFrozenDictionary();

    public static bool IsOrder(string budget) => Orders.ContainsKey(budget);

    /// <summary>Documented limit, or 0 where only the address counts.</summary>
    public static int Documented(string budget) =>
        budget == Address ? AddressLimit
        : Orders.TryGetValue(budget, out var orders) ? orders
        : Reads.GetValueOrDefault(budget);
}
