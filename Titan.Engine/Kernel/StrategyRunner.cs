using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Risk;
using Titan.Engine.Strategies;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>
/// Hands market events to the strategies and takes their intents through sizing and gates to the order manager: stations 3 to 5 of
/// the one path. Every intent ends in one fact with its verdict and numbers.
/// </summary>
internal sealed class StrategyRunner(IReadOnlyList<IStrategy> strategies, Turn turn, Surroundings surroundings, Exposure exposure, OrderManager orders)
{
    private readonly StrategyContext _context = new();

    public IReadOnlyList<IStrategy> Strategies => strategies;

    /// <summary>Closed bars of the past, oldest first: the strategies learn, nothing is traded.</summary>
    public void WarmUp(IEnumerable<Bar> bars)
    {
        foreach (var bar in bars)
        {
            _context.Begin(bar.OpenTime, live: false, exposure.IsBusy);
            foreach (var strategy in strategies)
            {
                if (bar.Interval != strategy.BarInterval)
                {
                    continue;
                }

                strategy.OnBar(bar, _context);
            }
        }
    }

    public void OnBar(in Bar bar)
    {
        foreach (var strategy in strategies)
        {
            if (bar.Interval != strategy.BarInterval)
            {
                continue;
            }

            _context.Begin(turn.Now, live: true, exposure.IsBusy);
            strategy.OnBar(bar, _context);
            Take();
        }
    }

    public void OnQuote(in Quote quote)
    {
        foreach (var strategy in strategies)
        {
            _context.Begin(turn.Now, live: true, exposure.IsBusy);
            strategy.OnQuote(quote, _context);
            Take();
        }
    }

    public void OnTrade(in Trade trade)
    {
        foreach (var strategy in strategies)
        {
            _context.Begin(turn.Now, live: true, exposure.IsBusy);
            strategy.OnTrade(trade, _context);
            Take();
        }
    }

    public void OnSpotTrade(in SpotTrade trade)
    {
        foreach (var strategy in strategies)
        {
            _context.Begin(turn.Now, live: true, exposure.IsBusy);
            strategy.OnSpotTrade(trade, _context);
            Take();
        }
    }

    private void Take()
    {
        for (var i = 0; i < _context.Intents.Count; i++)
        {
            var intent = _context.Intents[i];
            Judge(intent);
        }
    }

    private void Judge(in Intent intent)
    {
        var equity = turn.State.Equity;
        var quantity = PositionSizer.Size(intent, turn.Config.Risk, equity.Equity, equity.AvailableMargin, exposure);
        var verdict = RiskGates.Judge(new RiskQuestion(in intent, turn.State, surroundings, exposure, turn.Config, quantity, turn.Now), out var denier);
        var correlation = new CorrelationId(string.Create(CultureInfo.InvariantCulture, $"{intent.Strategy}-{intent.Instrument.Id}-{turn.State.Sequence + 1}"));
        turn.Record(new IntentJudged(
            correlation, intent.Strategy, intent.Instrument.Id, intent.Side, quantity, intent.ReferencePrice, intent.StopLoss, intent.TakeProfit, intent.Why,
            verdict.Passed, verdict.Passed ? null : verdict.Reason.ToString(), denier is null ? null : RiskGates.NameOf(denier),
            Numbers(intent, verdict), verdict.Passed ? quantity : 0m));
        if (!verdict.Passed)
        {
            return;
        }

        orders.Create(
            new OrderRequest
            {
                ClientOrderId = OrderIds.For(turn.State.Epoch, correlation, "entry"),
                Instrument = intent.Instrument,
                Side = intent.Side,
                Type = OrderType.Limit,
                TimeInForce = TimeInForce.GoodTillCancel,
                Quantity = quantity,
                Price = intent.LimitPrice,
                Purpose = OrderPurpose.Entry,
                StopLoss = intent.StopLoss,
                TakeProfit = intent.TakeProfit,
                NotAfter = turn.Now.AddMilliseconds(turn.Config.Execution.OrderTimeoutMs),
            },
            correlation,
            intent.Strategy,
            surroundings.Of(intent.Instrument).Quote.Mid);
        exposure.Follow(turn.Facts, turn.State);
    }

    private string Numbers(in Intent intent, in RiskVerdict verdict)
    {
        var sight = surroundings.Of(intent.Instrument);
        if (!sight.HasQuote)
        {
            return "no quote seen";
        }

        ref readonly var quote = ref sight.Quote;
        var age = (turn.Now - quote.VenueTime).TotalMilliseconds;
        var seen = string.Create(CultureInfo.InvariantCulture, $"bid {quote.Bid} ask {quote.Ask} age {age:0} ms equity {turn.State.Equity.Equity:0.00}");
        return verdict.Passed ? seen : string.Create(CultureInfo.InvariantCulture, $"{verdict.Value:0.####} against {verdict.Limit:0.####}; {seen}");
    }
}
