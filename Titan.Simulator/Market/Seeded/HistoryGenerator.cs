namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// Runs the model through the time before the start in steps of ten seconds and keeps one-minute bars. Prices are laid
/// afterwards so that the past ends at the base prices, and the last bar closes where the first live price stands.
/// </summary>
internal static class HistoryGenerator
{
    private const int StepMs = 10_000;
    private const int StepsPerMinute = 6;
    private const int OpeningMinutes = 42;

    // What the tape does between two looks of ten seconds, fraction of price.
    private const double Wick = 0.00012;

    public static BarHistory[] Run(MarketModel model, int minutes, DateTimeOffset start, int seed)
    {
        var bars = new RawBar[model.Paths.Length][];
        for (var i = 0; i < bars.Length; i++)
            bars[i] = new RawBar[minutes];

        var nowMs = -minutes * 60_000L;
        for (var minute = 0; minute < minutes; minute++)
        {
            if (minutes - minute == Math.Min(DaysBefore.Hours * 60, minutes))
                model.PlanDays(nowMs, OpeningMinutes * 60_000);
            if (minutes - minute == Math.Min(OpeningMinutes, minutes))
                model.PlanOpening(nowMs);
            Begin(model, bars, minute);
            for (var step = 0; step < StepsPerMinute; step++)
            {
                nowMs += StepMs;
                model.Advance(nowMs, StepMs);
                Observe(model, bars, minute);
            }
        }

        var last = new double[bars.Length];
        for (var i = 0; i < last.Length; i++)
            last[i] = model.Paths[i].Price;
        model.BeginLive();

        var firstMs = start.ToUnixTimeMilliseconds();
        firstMs -= (firstMs % 60_000) + (minutes * 60_000L);
        var history = new BarHistory[bars.Length];
        for (var i = 0; i < history.Length; i++)
            history[i] = Pack(model.Paths[i], bars[i], model.Paths[i].Price / last[i], firstMs, new SeededRandom(seed, 300 + i));
        return history;
    }

    private static void Begin(MarketModel model, RawBar[][] bars, int minute)
    {
        for (var i = 0; i < bars.Length; i++)
        {
            var price = model.Paths[i].Price;
            bars[i][minute] = new RawBar { Open = price, High = price, Low = price };
        }
    }

    private static void Observe(MarketModel model, RawBar[][] bars, int minute)
    {
        for (var i = 0; i < bars.Length; i++)
        {
            ref var bar = ref bars[i][minute];
            var price = model.Paths[i].Price;
            bar.High = Math.Max(bar.High, price);
            bar.Low = Math.Min(bar.Low, price);
            bar.Close = price;
            bar.Pace += model.Paths[i].Leg.Pace;
        }
    }

    private static BarHistory Pack(PricePath path, RawBar[] bars, double factor, long firstMs, SeededRandom random)
    {
        var profile = path.Profile;
        var tick = new FixedPoint(profile.Spec.TickSize);
        var step = new FixedPoint(profile.Spec.QtyStep);
        var toTicks = factor / (double)tick.Step;
        var packed = new PackedBar[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            var bar = bars[i];
            var notional = profile.TradesPerSecond * 60 * profile.TradeNotional * bar.Pace / StepsPerMinute * random.NextIn(0.6, 1.4);
            var wick = Wick * profile.Liveliness;
            packed[i] = new PackedBar(
                firstMs + (i * 60_000L),
                (long)(bar.Open * toTicks),
                (long)(bar.High * (1.0 + (wick * random.NextUnit())) * toTicks),
                (long)(bar.Low * (1.0 - (wick * random.NextUnit())) * toTicks),
                (long)(bar.Close * toTicks),
                1 + (long)(notional / (bar.Close * factor * (double)step.Step)));
        }

        return new BarHistory(tick, step, packed);
    }

    private struct RawBar
    {
        public double Open;
        public double High;
        public double Low;
        public double Close;
        public double Pace;
    }
}
