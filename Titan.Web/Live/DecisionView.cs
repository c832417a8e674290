using System.Globalization;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>A step on the way from signal to outcome: done, refused, or never reached.</summary>
public sealed record DecisionStep(string Name, string Note, Tone Tone, string Glyph);

/// <summary>One moment of the orders that followed.</summary>
public sealed record TrailLine(string At, string What, string Detail, Tone Tone);

/// <summary>One decision opened: the answer in a sentence, what was seen, what the gates said, what became of it.</summary>
public sealed record DecisionView(
    long Sequence, string At, string Zone, string Symbol, bool IsLong, bool Approved, string Answer, string Sentence, string Compared, string Correlation,
    ValueList<DecisionStep> Steps, ValueList<Fact> Inputs, ValueList<Fact> Wanted, ValueList<GateLine> Gates, string GatesNote, ValueList<TrailLine> Trail, ValueList<Fact> Outcome, DecisionMoment Moment)
{
    public static DecisionView From(DecisionTrail trail)
    {
        var (decision, judged) = (trail.Decision, trail.Decision.Judged);
        var figures = DecisionFigures.Of(judged.Numbers);
        return new DecisionView(
            decision.Sequence,
            ViewerZone.Stamp(decision.At),
            ViewerZone.Label(decision.At),
            judged.Instrument.Value,
            judged.Side == Side.Buy,
            judged.Approved,
            judged.Approved ? T("APPROVED") : T("DENIED"),
            judged.Approved ? T("Every gate said yes: {0}.", Said(judged.Why)) : T(DecisionWords.SentenceOf(judged.Denial)),
            DecisionGates.Compared(judged),
            judged.Correlation.Value,
            [.. StepsOf(trail)],
            [.. DecisionSight.Of(judged, decision.At)],
            [.. WantedOf(judged)],
            [.. DecisionGates.Of(judged, figures)],
            NoteOf(judged),
            [.. TrailOf(trail)],
            [.. OutcomeOf(trail.Trade)],
            DecisionMoment.Of(trail));
    }

    private static IEnumerable<DecisionStep> StepsOf(DecisionTrail trail)
    {
        var judged = trail.Decision.Judged;
        DecisionStep Reached(string name, string note) => new(name, note, Tone.Ok, "check-circle");
        DecisionStep Never(string name, string note) => new(name, note, Tone.Muted, "dash");

        yield return Reached(T("Signal"), $"{judged.Strategy}: {Said(judged.Why)}");
        yield return judged.Approved ? Reached(T("Gates"), T("all passed")) : new DecisionStep(T("Gates"), AskedOf(judged), Tone.Warn, "hand");
        yield return trail.Orders.Count > 0 ? Reached(T("Order"), T("{0} sent", Figures.Plural(trail.Orders.Count, T("order"), T("orders")))) : Never(T("Order"), T("none"));
        var rejected = trail.Orders.Count > 0 && trail.Orders.All(order => order.Status == OrderStatus.Rejected);
        yield return trail.Executions.Count > 0 ? Reached(T("Venue"), Figures.Plural(trail.Executions.Count, T("fill"), T("fills")))
            : rejected ? new DecisionStep(T("Venue"), T("rejected"), Tone.High, "cross-circle")
            : Never(T("Venue"), trail.Orders.Count > 0 ? T("no fill") : T("never asked"));
        yield return trail.Trade is { } trade ? Reached(T("Outcome"), $"{Figures.SignedMoney(trade.NetPnl)} USDT") : Never(T("Outcome"), trail.Executions.Count > 0 ? T("still open") : T("none"));
    }

    private static string AskedOf(IntentJudged judged) => DecisionGates.Count(judged) is { All: > 0 } count
        ? $"{T(DecisionWords.GateOf(judged.Gate))} · {T("{0} of {1} asked", count.Asked, count.All)}"
        : T(DecisionWords.GateOf(judged.Gate));

    private static string NoteOf(IntentJudged judged) => DecisionGates.Count(judged) switch
    {
        var (asked, all) when all > 0 && asked < all => T("the first no wins: {0} of {1} asked", asked, all),
        var (_, all) when all > 0 => T("all {0} were asked", all),
        _ => judged.Approved ? T("all were asked") : T("the first no wins; later ones were not asked"),
    };

    private static IEnumerable<Fact> WantedOf(IntentJudged judged)
    {
        yield return new Fact(T("Side"), judged.Side == Side.Buy ? "LONG" : "SHORT");
        yield return new Fact(T("Size asked"), judged.Quantity > 0 ? Figures.Exact(judged.Quantity, 0) : Figures.Missing, judged.Quantity > 0 ? T("notional {0}", Figures.Money(judged.Quantity * judged.EntryPrice)) : "");
        yield return new Fact(T("Size allowed"), judged.Approved ? Figures.Exact(judged.AuthorisedQuantity, 0) : T("none"));
        yield return new Fact(T("Entry"), Figures.Exact(judged.EntryPrice, 0));
        yield return new Fact(T("Stop"), judged.StopLoss is { } stop ? Figures.Exact(stop, 0) : Figures.Missing, Away(judged.StopLoss, judged.EntryPrice));
        yield return new Fact(T("Target"), judged.TakeProfit is { } target ? Figures.Exact(target, 0) : Figures.Missing, Away(judged.TakeProfit, judged.EntryPrice));
        yield return judged.StopLoss is { } at
            ? new Fact(T("Loss at the stop"), $"{Figures.Money(Math.Abs(judged.EntryPrice - at) * judged.Quantity)} USDT")
            : new Fact(T("Loss at the stop"), Figures.Unknown, "", Tone.Unknown);
        if (judged.Inputs is { } inputs)
        {
            if (inputs.TrapType is { } trap)
            {
                yield return new Fact(T("Trap"), trap, inputs.Confidence > 0 ? T("confidence {0}", inputs.Confidence) : "");
            }

            if (inputs.Leverage > 0)
            {
                yield return new Fact(T("Leverage"), Figures.LeverageLimit(inputs.Leverage));
            }

            if (inputs.Order is { } order)
            {
                yield return new Fact(T("Order type"), T(DecisionWords.OrderOf(order)), Said(inputs.OrderWhy ?? ""));
            }

            if (inputs.Momentum is { } momentum)
            {
                yield return new Fact(T("Momentum"), Figures.Short(Math.Round(momentum, 1)), inputs.Allowance is > 1m and var times ? T("limits on spread and slippage times {0}", Figures.Short(times)) : "");
            }

            if (inputs.SignalId is { Length: > 0 } signal)
            {
                yield return new Fact(T("Signal"), signal);
            }
        }
    }

    private static IEnumerable<TrailLine> TrailOf(DecisionTrail trail)
    {
        var lines = new List<(DateTimeOffset At, TrailLine Line)>();
        foreach (var order in trail.Orders)
        {
            var what = $"{(order.Side == Side.Buy ? "BUY" : "SELL")} {Figures.Exact(order.Quantity, 0)} {(order.Type == OrderType.Market ? T("market") : T("limit"))}";
            lines.Add((order.CreatedAt, new TrailLine(ViewerZone.Exact(order.CreatedAt), T("Order written and sent"), $"{what}{(order.Price is { } price ? $" @ {Figures.Exact(price, 0)}" : "")} · {order.Id}", Tone.Plain)));
            if (order.Status.IsTerminal())
            {
                lines.Add((order.UpdatedAt, new TrailLine(
                    ViewerZone.Exact(order.UpdatedAt), T("Order {0}", T(order.Status.ToString())), order.Reason is { } why ? Said(why) : order.VenueOrderId ?? "", order.Status == OrderStatus.Rejected ? Tone.High : Tone.Plain)));
            }
            else if (order.Status == OrderStatus.Unknown)
            {
                lines.Add((order.UpdatedAt, new TrailLine(ViewerZone.Exact(order.UpdatedAt), T("No answer yet"), T("Titan is asking, not resending."), Tone.Unknown)));
            }
        }

        foreach (var fill in trail.Executions)
        {
            lines.Add((fill.At, new TrailLine(ViewerZone.Exact(fill.At), T("Fill"), $"{fill.Side.ToUpperInvariant()} {Figures.Exact(fill.Quantity, 0)} @ {Figures.Exact(fill.Price, 0)} · {T("fee {0}", Figures.Money(fill.Fee))}", Tone.Plain)));
        }

        if (trail.Trade is { } trade)
        {
            lines.Add((trade.ClosedAt, new TrailLine(ViewerZone.Exact(trade.ClosedAt), T("Position closed"), $"@ {TradeLine.Price(trade.ExitPrice)} · {System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(trade.Reason.ToString())}", Tone.Plain)));
        }

        return lines.OrderBy(one => one.At).Select(one => one.Line);
    }

    private static IEnumerable<Fact> OutcomeOf(ClosedTrade? trade)
    {
        if (trade is null)
        {
            yield break;
        }

        yield return new Fact(T("Net"), $"{Figures.SignedMoney(trade.NetPnl)} USDT", trade.RMultiple is { } result ? Figures.RMultiple(result) : "", Tones.OfGain(trade.NetPnl));
        yield return new Fact(T("Gross"), $"{Figures.SignedMoney(trade.GrossPnl)} USDT");
        yield return new Fact(T("Fees, funding"), T("{0} and {1}", Figures.Money(trade.Fees), Figures.SignedMoney(trade.Funding)));
        yield return new Fact(T("Slippage"), $"{Figures.Signed(trade.SlippageBps, 1)} bps");
        yield return new Fact(T("Held"), Figures.Age(trade.ClosedAt - trade.OpenedAt));
        yield return new Fact(T("Naked, total"), Figures.NakedTime(trade.Naked.TotalSeconds), "", trade.Naked.TotalSeconds > 2 ? Tone.Warn : Tone.Plain);
    }

    private static string Away(decimal? price, decimal from) =>
        price is { } to && from > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Figures.Signed((to - from) / from * 100m, 2)} %") : "";
}
