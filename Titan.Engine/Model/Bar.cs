namespace Titan.Engine.Model;

/// <summary>
/// One candle. Volume in base, turnover in quote currency. Only a <see cref="Closed"/> bar is final; <see cref="OpenTime"/> is UTC.
/// </summary>
public readonly record struct Bar(
    Instrument Instrument, TimeSpan Interval, DateTimeOffset OpenTime,
    decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal Turnover, bool Closed);
