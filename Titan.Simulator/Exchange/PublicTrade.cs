namespace Titan.Simulator.Exchange;

/// <summary>One print on the tape: taker side, price in USDT, size in base currency, time in UTC milliseconds.</summary>
internal readonly record struct PublicTrade(
    string Id, long TimeMs, Side TakerSide, decimal Price, decimal Size, string TickDirection, long Sequence);
