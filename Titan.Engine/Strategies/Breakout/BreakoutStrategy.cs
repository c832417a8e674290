using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Breakout;

/// <summary>
/// Buys when the ask leaves the channel of the last closed bars upwards, sells when the bid leaves it downwards, once per departure.
/// It should pay because a range that breaks often runs further than its own width costs; it dies by false breaks, so the stop is a
/// few true ranges away and the target a multiple of that. The example to copy for a strategy of one's own.
/// </summary>
public sealed class BreakoutStrategy(BreakoutOptions options) : IStrategy
{
    private readonly Dictionary<InstrumentId, BreakoutState> _states = [];
    private int _signals;

    public string Name => "breakout";

    public TimeSpan BarInterval => TimeSpan.FromMinutes(1);

    public int WarmupBars => options.ChannelBars;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (bar.Closed)
        {
            StateOf(bar.Instrument).Add(bar);
        }
    }

    public void OnQuote(in Quote quote, StrategyContext context)
    {
        var state = StateOf(quote.Instrument);
        if (!state.Ready)
        {
            return;
        }

        if (quote.Ask <= state.High && quote.Bid >= state.Low)
        {
            state.WasInside = true;
            return;
        }

        if (!state.WasInside || context.Now < state.RestsUntil || context.IsBusy(quote.Instrument.Id))
        {
            return;
        }

        state.WasInside = false;
        state.RestsUntil = context.Now.AddSeconds(options.CooldownSeconds);
        _signals++;
        context.Propose(Breakout(quote, state, quote.Ask > state.High ? Side.Buy : Side.Sell, context.Now));
    }

    public void OnTrade(in Trade trade, StrategyContext context)
    {
    }

    public IReadOnlyList<KeyValuePair<string, string>> Describe() =>
    [
        new("Channel", string.Create(CultureInfo.InvariantCulture, $"{options.ChannelBars} bars of 1 min")),
        new("Ready", string.Create(CultureInfo.InvariantCulture, $"{_states.Values.Count(static state => state.Ready)} of {_states.Count} instruments")),
        new("Signals", _signals.ToString(CultureInfo.InvariantCulture)),
    ];

    private Intent Breakout(in Quote quote, BreakoutState state, Side side, DateTimeOffset now)
    {
        var instrument = quote.Instrument;
        var sign = side.Sign();
        var price = side == Side.Buy ? quote.Ask : quote.Bid;
        var distance = Math.Max(state.AverageTrueRange * options.StopAtr, price * options.MinStop);
        var edge = side == Side.Buy ? state.High : state.Low;
        return new Intent
        {
            Strategy = Name,
            Instrument = instrument,
            Side = side,
            ReferencePrice = price,
            LimitPrice = Outward(instrument, price * (1m + (sign * options.MaxChase)), side),
            // Rounded towards the entry for the stop and the target alike: the loss is never larger than meant.
            StopLoss = Inward(instrument, price - (sign * distance), side),
            TakeProfit = Outward(instrument, price + (sign * distance * options.TargetR), side == Side.Buy ? Side.Sell : Side.Buy),
            RiskFraction = options.RiskPerTrade,
            Leverage = 10m,
            Confidence = 60,
            Why = string.Create(CultureInfo.InvariantCulture, $"{(side == Side.Buy ? "above" : "below")} {options.ChannelBars}-bar {(side == Side.Buy ? "high" : "low")} {edge}"),
            ExpiresAt = now.AddSeconds(2),
        };
    }

    private static decimal Outward(Instrument instrument, decimal price, Side side) =>
        side == Side.Buy ? instrument.CeilingPrice(price) : instrument.FloorPrice(price);

    private static decimal Inward(Instrument instrument, decimal price, Side side) =>
        side == Side.Buy ? instrument.CeilingPrice(price) : instrument.FloorPrice(price);

    private BreakoutState StateOf(Instrument instrument)
    {
        if (!_states.TryGetValue(instrument.Id, out var state))
        {
            state = new BreakoutState(options.ChannelBars, options.AtrBars);
            _states[instrument.Id] = state;
        }

        return state;
    }
}
