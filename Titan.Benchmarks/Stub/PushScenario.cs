using System.Globalization;
using System.Text;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Stub;

/// <summary>
/// Goal 9's market: an account with positions whose mark prices all move on every beat of 200 ms of the wall clock, or stand still. The first
/// symbol's mark says which beat it was (61,000.0 and a tenth for each beat, 200 of them), so that whoever sees a price knows its age.
/// </summary>
/// <param name="account">What is held.</param>
/// <param name="symbols">Symbols with a book and a mark.</param>
/// <param name="moves">False: the market is told once and then silent.</param>
internal sealed class PushScenario(StubAccount account, int symbols, bool moves) : IStubScenario
{
    private const long BeatMs = 200;
    private const long Round = 200;
    private const long MarkAboveStart = 10_000;

    private readonly IReadOnlyList<MarketInstrument> _instruments = MarketInstrument.Make(symbols);
    private int _started;
    private long _beats;

    public StubAccount? Account => account;

    public void Subscribed(StubConnection connection, IReadOnlySet<string> topics, StubVenue venue)
    {
        if (topics.Count(static topic => topic.StartsWith("tickers.", StringComparison.Ordinal)) >= symbols && Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ = Task.Run(() => PlayAsync(connection));
        }
    }

    public void OrderArrived(long timestamp)
    {
    }

    public void Describe(Measurement line) => line.With("beats", Interlocked.Read(ref _beats));

    private async Task PlayAsync(StubConnection connection)
    {
        foreach (var instrument in _instruments)
        {
            await connection.SendTextAsync(Book(instrument)).ConfigureAwait(false);
            await connection.SendTextAsync(Mark(instrument, "snapshot", 0)).ConfigureAwait(false);
        }

        for (var beat = 0L; moves && !connection.Closed;)
        {
            // A delay may end a moment early: the same beat is never made twice.
            var now = StubOrder.NowMs;
            beat = Math.Max(beat + 1, (now / BeatMs) + 1);
            await Task.Delay(TimeSpan.FromMilliseconds((beat * BeatMs) - now), TimeProvider.System).ConfigureAwait(false);
            foreach (var instrument in _instruments)
            {
                await connection.SendTextAsync(Mark(instrument, "delta", beat % Round)).ConfigureAwait(false);
            }

            Interlocked.Increment(ref _beats);
        }
    }

    // The first symbol's mark stands apart from every other figure of a page: entry 60,000.0, mark from 61,000.0.
    private static byte[] Mark(MarketInstrument instrument, string type, long step)
    {
        var mark = Steps(instrument.StartTicks + (instrument.Index == 0 ? MarkAboveStart : 0) + step, instrument.PriceDecimals);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"topic":"tickers.{{{instrument.Symbol}}}","type":"{{{type}}}","data":{"symbol":"{{{instrument.Symbol}}}","markPrice":"{{{mark}}}","indexPrice":"{{{mark}}}","lastPrice":"{{{mark}}}"},"cs":{{{step}}},"ts":{{{StubOrder.NowMs}}}}"""));
    }

    private static byte[] Book(MarketInstrument instrument)
    {
        var (bid, ask, lots, now) = (Steps(instrument.StartTicks, instrument.PriceDecimals), Steps(instrument.StartTicks + 1, instrument.PriceDecimals), Steps(1_000, instrument.QuantityDecimals), StubOrder.NowMs);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"topic":"orderbook.50.{{{instrument.Symbol}}}","type":"snapshot","ts":{{{now}}},"data":{"s":"{{{instrument.Symbol}}}","b":[["{{{bid}}}","{{{lots}}}"]],"a":[["{{{ask}}}","{{{lots}}}"]],"u":1000,"seq":1},"cts":{{{now}}}}"""));
    }

    private static string Steps(long steps, int decimals) =>
        (steps / (decimal)Math.Pow(10, decimals)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
