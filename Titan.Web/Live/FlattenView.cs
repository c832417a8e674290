using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>How far one step of FLATTEN ALL is.</summary>
public enum StepState
{
    Waiting,
    Running,
    Done,
}

/// <summary>One step of FLATTEN ALL with what is known of it, and when it was reached.</summary>
public sealed record FlattenStepView(int Number, string Name, string Detail, StepState State, string At);

/// <summary>One position that a flatten closes: gone, or how much is left by our fills. Share in percent; Problem is the venue's last refusal.</summary>
public sealed record FlattenLegView(string Symbol, bool IsLong, bool Closed, string Detail, decimal Share, string? Problem);

/// <summary>
/// A running FLATTEN ALL as the engine's persisted steps tell it, so it reads the same for every operator and after every reload.
/// </summary>
public sealed record FlattenView(
    string Id, string By, string Reason, string StartedAt, string Elapsed, int Closed, int Total, ValueList<FlattenStepView> Steps,
    ValueList<FlattenLegView> Legs, string? NoAnswer, string? NotFlat, bool IsKill)
{
    private const int MarketAttempts = 3;

    /// <summary>A run is told as "not flat" from here on; the engine answers who asked at the same time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static FlattenView? From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Flatten is not { } run)
        {
            return null;
        }

        var open = snapshot.Positions.ToDictionary(view => view.Position.Instrument.Value, StringComparer.Ordinal);
        var known = run.Legs.ToDictionary(leg => leg.Symbol, StringComparer.Ordinal);
        var symbols = run.Legs.Select(leg => leg.Symbol).Concat(open.Keys).Distinct(StringComparer.Ordinal).ToArray();
        ValueList<FlattenLegView> legs = [.. symbols.Select(symbol => LegOf(symbol, known.GetValueOrDefault(symbol), open.GetValueOrDefault(symbol)))];
        var closed = legs.Count(leg => leg.Closed);
        return new FlattenView(
            run.Correlation.Value,
            Said(run.By),
            Said(run.Reason),
            Figures.Clock(run.StartedAt),
            Figures.Age(now - run.StartedAt),
            closed,
            legs.Count,
            StepsOf(run, closed, legs.Count, snapshot),
            legs,
            NoAnswerOf(snapshot, now),
            NotFlatOf(legs, open, closed, now - run.StartedAt),
            run.Cause == CloseReason.KillSwitch);
    }

    private static ValueList<FlattenStepView> StepsOf(FlattenRun run, int closed, int total, EngineSnapshot snapshot)
    {
        var entries = snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry);
        var tries = run.Attempt > MarketAttempts ? T("try {0}, at the price limit", run.Attempt) : run.Attempt > 0 ? T("try {0}", run.Attempt) : "";
        var began = Figures.Clock(run.StartedAt);
        return
        [
            new FlattenStepView(1, T("Disarm"), run.Cause == CloseReason.KillSwitch ? T("disarmed by kill") : T("disarmed by flatten"), StepState.Done, began),
            new FlattenStepView(2, T("Block entries"), T("no entry passes while it runs"), StepState.Done, began),
            new FlattenStepView(3, T("Cancel entry orders"), entries == 0 ? T("none working") : T("{0} still working", entries), entries == 0 ? StepState.Done : StepState.Running, At(run, FlattenStage.CancellingEntries)),
            new FlattenStepView(4, T("Close positions"), Join(T("{0} of {1} closed", closed, total), tries), StateOf(run.Stage, FlattenStage.Closing, closed == total), At(run, FlattenStage.Closing)),
            new FlattenStepView(5, T("Venue says flat"), run.Stage >= FlattenStage.CancellingLeftovers ? T("0 positions on the venue") : T("asked twice a second"),
                StateOf(run.Stage, FlattenStage.Verifying, run.Stage >= FlattenStage.CancellingLeftovers), At(run, FlattenStage.Verifying)),
            new FlattenStepView(6, T("Cancel what is left"), T("stops go only after their position"),
                StateOf(run.Stage, FlattenStage.CancellingLeftovers, run.Stage >= FlattenStage.Flat), At(run, FlattenStage.CancellingLeftovers)),
        ];
    }

    private static string At(FlattenRun run, FlattenStage stage) =>
        run.Steps.FirstOrDefault(step => step.Stage == stage) is { } step ? Figures.Clock(step.At) : "";

    private static StepState StateOf(FlattenStage now, FlattenStage step, bool done) =>
        done ? StepState.Done : now >= step ? StepState.Running : StepState.Waiting;

    private static FlattenLegView LegOf(string symbol, FlattenLeg? leg, PositionView? view)
    {
        var decimals = view?.PriceDecimals ?? 0;
        var isLong = leg?.IsLong ?? view!.Position.IsLong;
        if (view is null)
        {
            return new FlattenLegView(symbol, isLong, true, ClosedWords(leg!, decimals), 100m, null);
        }

        var left = Figures.Exact(view.Position.Quantity, view.QuantityDecimals);
        if (leg is not { ClosedQuantity: > 0 } && leg is not { ClosedElsewhere: > 0 })
        {
            return new FlattenLegView(symbol, isLong, false, T("{0} to close", left), 0m, Problem(leg));
        }

        var all = Math.Max(Math.Abs(leg.SignedQuantity), view.Position.Quantity);
        var gone = leg.ClosedQuantity + leg.ClosedElsewhere;
        var price = leg.AveragePrice is { } average ? $" @ {Mean(average, decimals)}" : "";
        return new FlattenLegView(
            symbol, isLong, false, T("{0} of {1}{2} · {3} left", Figures.Exact(gone, view.QuantityDecimals), Figures.Exact(all, view.QuantityDecimals), price, left),
            decimal.Round(Math.Clamp(gone / all * 100m, 0m, 99m)), Problem(leg));
    }

    private static string? Problem(FlattenLeg? leg) => leg?.Problem is { } problem ? Said(problem) : null;

    private static string ClosedWords(FlattenLeg leg, int decimals)
    {
        var own = leg.ClosedQuantity > 0 ? $"{Figures.Exact(leg.ClosedQuantity, 0)} @ {Mean(leg.AveragePrice!.Value, decimals)}" : "";
        var other = leg.ClosedElsewhere > 0 ? T("{0} by {1}", Figures.Exact(leg.ClosedElsewhere, 0), FlattenReceiptView.Words(leg.Elsewhere)) : "";
        return own.Length + other.Length == 0 ? T("closed") : Join(own, other);
    }

    private static string Mean(decimal price, int decimals) => Figures.Exact(decimal.Round(price, Math.Max(decimals + 2, 4)), decimals);

    // Unknown is the state of an order that was sent and not answered: the run waits for it and sends nothing in its place.
    private static string? NoAnswerOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var silent = snapshot.WorkingOrders.Where(order => order is { Purpose: OrderPurpose.Flatten, Status: OrderStatus.Unknown }).ToArray();
        return silent.Length == 0
            ? null
            : T("The venue has not answered for {0} s. Nothing is resent; Titan asks again every second.", Figures.Short(Math.Floor((decimal)Math.Max(0, (now - silent.Min(order => order.UpdatedAt)).TotalSeconds))));
    }

    private static string? NotFlatOf(ValueList<FlattenLegView> legs, Dictionary<string, PositionView> open, int closed, TimeSpan elapsed)
    {
        var first = legs.FirstOrDefault(leg => leg is { Closed: false, Problem: not null }) ?? (elapsed > Patience ? legs.FirstOrDefault(leg => !leg.Closed) : null);
        if (first is null)
        {
            return null;
        }

        var stop = open[first.Symbol] is { Position.StopLoss: { } price } view ? T("Its stop is live at {0}.", Figures.Exact(price, view.PriceDecimals)) : T("It has no live stop.");
        return T("Not flat. {0} of {1} closed; {2} is still open: {3}. {4} Titan goes on until the venue says flat.", closed, legs.Count, first.Symbol, first.Problem ?? T("no fill yet"), stop);
    }

    private static string Join(string first, string second) => second.Length == 0 ? first : first.Length == 0 ? second : $"{first} · {second}";
}
