using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;

namespace Titan.Engine.Safety;

/// <summary>
/// Keeps the memory of prices, samples the signs of liquidation cascades every 30 s, and pauses entries for 15 minutes when two of three
/// show (MODERATE, spec titan-trading 4.6). Three are the breaker's matter.
/// </summary>
public sealed class MarketWatch(Turn turn, Surroundings surroundings, OrderManager orders)
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private DateTimeOffset _sampledAt = DateTimeOffset.MinValue;

    public void Tick()
    {
        foreach (var sight in surroundings.Sights)
        {
            if (sight?.ValuationPrice is { } price && surroundings.PublicDownSince is null)
            {
                sight.Memory.See((double)price, turn.Now);
            }
        }

        if (turn.Now - _sampledAt >= SampleEvery)
        {
            _sampledAt = turn.Now;
            Sample();
        }
    }

    private void Sample()
    {
        foreach (var sight in surroundings.Sights)
        {
            if (sight is null)
            {
                continue;
            }

            sight.Cascade.Sample((double)sight.OpenInterest, (double)sight.Turnover24h, sight.Memory.Points.MoveOver(Window, turn.Now));
            if (sight.Cascade.Last is { IsModerate: true } signs)
            {
                Pause(sight.Instrument.Id, signs);
            }
        }
    }

    private void Pause(InstrumentId instrument, in CascadeSigns signs)
    {
        if (turn.State.Cascade is { } running && running.Instrument == instrument && turn.Now < running.Until)
        {
            return;
        }

        var (interest, move, volume) = (Rounded(signs.OpenInterestChange), Rounded(signs.PriceMove), Rounded(signs.VolumeRatio));
        turn.Record(new CascadeSeen(instrument, interest, move, volume, turn.Now + Rest));
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{instrument}: MODERATE liquidation cascade (open interest {interest * 100m:0.0} %, price {move * 100m:0.0} % in 5 min, volume x{volume:0.0}); entries rest for 15 minutes");
        turn.Alert("CASCADE", AlertSeverity.High, text, instrument, signs.Count, 2m);
        orders.CancelEntries("liquidation cascade");
    }

    private static decimal Rounded(double value) => decimal.Round((decimal)Math.Clamp(value, -1e6, 1e6), 6);
}
