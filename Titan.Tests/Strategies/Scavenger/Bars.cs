using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Closed bars made by hand: one line says what a bar is about.</summary>
internal static class Bars
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static Bar One(int index, decimal close, decimal? high = null, decimal? low = null, decimal volume = 1m, TimeSpan? interval = null, decimal turnover = 0m, Instrument? instrument = null) =>
        new(
            instrument ?? BenchInstruments.Btc, interval ?? Hour, EngineBench.Start + ((interval ?? Hour) * (index - 100)), close, high ?? close, low ?? close, close, volume,
            turnover, Closed: true);

    /// <summary>Bars with these closes, high and low at the close.</summary>
    public static Bar[] Of(IEnumerable<decimal> closes, TimeSpan? interval = null) => [.. closes.Select((close, index) => One(index, close, interval: interval))];

    public static Bar[] Flat(int count, decimal close) => Of(Enumerable.Repeat(close, count));
}
