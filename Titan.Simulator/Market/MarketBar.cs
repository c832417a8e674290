namespace Titan.Simulator.Market;

/// <summary>A one-minute bar; volume in base, turnover in quote currency; time is the bar's open, UTC milliseconds.</summary>
public readonly record struct MarketBar(
    long OpenTimeMs, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal Turnover);
