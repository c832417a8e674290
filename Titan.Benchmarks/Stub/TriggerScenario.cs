using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Stub;

/// <summary>
/// Goal 4's market: one symbol after the other gains a better bid, which is every contestant's reason to buy; the time from sending that
/// frame to reading the order's last byte is measured here, for all by the same clock. Then the bid falls back and the order is
/// cancelled by the venue, so that the next one is a first one again.
/// </summary>
internal sealed class TriggerScenario(int symbols, int warm, int samples, int paceMs) : IStubScenario
{
    private const int ColdSamples = 20;
    private const long LevelLots = 50_000;
    private const long FundingAheadMs = 4 * 3_600_000;
    private static readonly TimeSpan OrderPatience = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<MarketInstrument> _instruments = MarketInstrument.Make(symbols);
    private readonly long[] _updates = new long[symbols];
    private readonly Channel<long> _arrivals = Channel.CreateUnbounded<long>();
    private readonly List<double> _microseconds = [];
    private long _sequence = 1;
    private int _missed;
    private int _started;
    private bool _tells;

    public void Subscribed(StubConnection connection, IReadOnlySet<string> topics, StubVenue venue)
    {
        _tells |= topics.Any(static topic => topic.StartsWith("tickers.", StringComparison.Ordinal));
        if (topics.Count(static topic => topic.StartsWith("orderbook.", StringComparison.Ordinal)) >= symbols && Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ = Task.Run(() => PlayAsync(connection, venue));
        }
    }

    public void OrderArrived(long timestamp) => _arrivals.Writer.TryWrite(timestamp);

    public void Describe(Measurement line)
    {
        var cold = _microseconds.Take(ColdSamples).ToArray();
        var hot = _microseconds.Skip(warm).ToArray();
        line.WithLatencies("", hot).WithLatencies("cold_", cold).With("first_us", _microseconds.Count > 0 ? _microseconds[0] : 0)
            .With("samples", hot.Length).With("missed", _missed);
    }

    private async Task PlayAsync(StubConnection connection, StubVenue venue)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System).ConfigureAwait(false);
        foreach (var instrument in _instruments)
        {
            await connection.SendTextAsync(Snapshot(instrument)).ConfigureAwait(false);
            await TellFundingAsync(connection, instrument).ConfigureAwait(false);
        }

        // A contestant that restores, reconciles and arms says so by its first read of the server time with this query.
        await venue.ClientReady.ConfigureAwait(false);
        for (var sample = 0; sample < warm + samples && !connection.Closed; sample++)
        {
            var instrument = _instruments[sample % symbols];
            await RefreshAsync(connection, sample).ConfigureAwait(false);
            var frame = Delta(instrument, up: true);
            var sent = TimeProvider.System.GetTimestamp();
            await connection.SendTextAsync(frame).ConfigureAwait(false);
            using var patience = new CancellationTokenSource(OrderPatience);
            try
            {
                var arrived = await ArrivalAfterAsync(sent, patience.Token).ConfigureAwait(false);
                _microseconds.Add(TimeProvider.System.GetElapsedTime(sent, arrived).TotalMicroseconds);
            }
            catch (OperationCanceledException)
            {
                _missed++;
            }

            await connection.SendTextAsync(Delta(instrument, up: false)).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMilliseconds(paceMs), TimeProvider.System).ConfigureAwait(false);
        }

        venue.Finish();
    }

    // An order that comes after its sample was given up as missed is nobody's: taken for the next one's it would be quicker than light.
    private async Task<long> ArrivalAfterAsync(long sent, CancellationToken cancellationToken)
    {
        while (true)
        {
            var arrived = await _arrivals.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (arrived >= sent)
            {
                return arrived;
            }
        }
    }

    // Books must not grow old while other symbols are tried.
    private async Task RefreshAsync(StubConnection connection, int sample)
    {
        if (sample % 25 == 0)
        {
            foreach (var instrument in _instruments)
            {
                await connection.SendTextAsync(Delta(instrument, up: false)).ConfigureAwait(false);
                await TellFundingAsync(connection, instrument).ConfigureAwait(false);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System).ConfigureAwait(false);
        }
    }

    // Whoever asks for it: a gate refuses entries while funding is unknown.
    private async Task TellFundingAsync(StubConnection connection, MarketInstrument instrument)
    {
        if (_tells)
        {
            var (mark, now) = (Steps(instrument.StartTicks + 1, instrument.PriceDecimals), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            await connection.SendTextAsync(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"topic":"tickers.{{{instrument.Symbol}}}","type":"snapshot","data":{"symbol":"{{{instrument.Symbol}}}","markPrice":"{{{mark}}}","indexPrice":"{{{mark}}}","lastPrice":"{{{mark}}}","fundingRate":"0.0001","nextFundingTime":"{{{now + FundingAheadMs}}}"},"cs":{{{_sequence++}}},"ts":{{{now}}}}"""))).ConfigureAwait(false);
        }
    }

    // Deep enough for the gate that asks for 10,000 USD behind the best prices.
    private byte[] Snapshot(MarketInstrument instrument)
    {
        var bids = Enumerable.Range(0, 25).Select(level => Level(instrument, instrument.StartTicks - level, LevelLots));
        var asks = Enumerable.Range(0, 25).Select(level => Level(instrument, instrument.StartTicks + 3 + level, LevelLots));
        _updates[instrument.Index] = 1_000;
        return Frame(instrument, "snapshot", string.Join(',', bids), string.Join(',', asks), 1_000);
    }

    private byte[] Delta(MarketInstrument instrument, bool up) =>
        Frame(instrument, "delta", Level(instrument, instrument.StartTicks + 1, up ? 1_500 : 0), "", ++_updates[instrument.Index]);

    private byte[] Frame(MarketInstrument instrument, string type, string bids, string asks, long update)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"topic":"orderbook.50.{{{instrument.Symbol}}}","type":"{{{type}}}","ts":{{{now}}},"data":{"s":"{{{instrument.Symbol}}}","b":[{{{bids}}}],"a":[{{{asks}}}],"u":{{{update}}},"seq":{{{_sequence++}}}},"cts":{{{now}}}}"""));
    }

    private static string Level(MarketInstrument instrument, long ticks, long lots) =>
        $"[\"{Steps(ticks, instrument.PriceDecimals)}\",\"{(lots == 0 ? "0" : Steps(lots, instrument.QuantityDecimals))}\"]";

    private static string Steps(long steps, int decimals) =>
        (steps / (decimal)Math.Pow(10, decimals)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
