using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>How far one step of FLATTEN ALL is.</summary>
public enum StepState
{
    Waiting,
    Running,
    Done,
}

/// <summary>One step of FLATTEN ALL with what is known of it.</summary>
public sealed record FlattenStepView(int Number, string Name, string Detail, StepState State);

/// <summary>One position that a flatten closes: gone, or how much is left by our fills.</summary>
public sealed record FlattenLegView(string Symbol, bool IsLong, bool Closed, string Detail);

/// <summary>
/// A running FLATTEN ALL as the engine's persisted steps tell it, so it reads the same for every operator and after every reload.
/// </summary>
public sealed record FlattenView(
    string Id, string By, string Reason, string StartedAt, string Elapsed, int Closed, int Total, ValueList<FlattenStepView> Steps,
    ValueList<FlattenLegView> Legs, string? NoAnswer)
{
    private const int MarketAttempts = 3;

    public static FlattenView? From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Flatten is not { } run)
        {
            return null;
        }

        var open = snapshot.Positions.ToDictionary(view => view.Position.Instrument.Value, StringComparer.Ordinal);
        var symbols = run.Legs.Select(leg => leg.Symbol).Concat(open.Keys).Distinct(StringComparer.Ordinal).ToArray();
        var closed = symbols.Count(symbol => !open.ContainsKey(symbol));
        return new FlattenView(
            run.Correlation.Value,
            run.By,
            run.Reason,
            Figures.Clock(run.StartedAt),
            Figures.Age(now - run.StartedAt),
            closed,
            symbols.Length,
            StepsOf(run, closed, symbols.Length, snapshot),
            [.. symbols.Select(symbol => LegOf(symbol, open.GetValueOrDefault(symbol)))],
            NoAnswerOf(snapshot, now));
    }

    private static ValueList<FlattenStepView> StepsOf(FlattenRun run, int closed, int total, EngineSnapshot snapshot)
    {
        var entries = snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry);
        var tries = run.Attempt > MarketAttempts ? $"try {run.Attempt}, at the price limit" : run.Attempt > 0 ? $"try {run.Attempt}" : "";
        return
        [
            new FlattenStepView(1, "Disarm", "disarmed by flatten", StepState.Done),
            new FlattenStepView(2, "Block entries", "no entry passes while it runs", StepState.Done),
            new FlattenStepView(3, "Cancel entry orders", entries == 0 ? "none working" : $"{entries} still working", entries == 0 ? StepState.Done : StepState.Running),
            new FlattenStepView(4, "Close positions", Join($"{closed} of {total} closed", tries), StateOf(run.Stage, FlattenStage.Closing, closed == total)),
            new FlattenStepView(5, "Venue says flat", run.Stage >= FlattenStage.CancellingLeftovers ? "0 positions on the venue" : "asked twice a second",
                StateOf(run.Stage, FlattenStage.Verifying, run.Stage >= FlattenStage.CancellingLeftovers)),
            new FlattenStepView(6, "Cancel what is left", "stops go only after their position",
                StateOf(run.Stage, FlattenStage.CancellingLeftovers, run.Stage >= FlattenStage.Flat)),
        ];
    }

    private static StepState StateOf(FlattenStage now, FlattenStage step, bool done) =>
        done ? StepState.Done : now >= step ? StepState.Running : StepState.Waiting;

    private static FlattenLegView LegOf(string symbol, PositionView? view) => view is null
        ? new FlattenLegView(symbol, false, true, "closed")
        : new FlattenLegView(
            symbol,
            view.Position.IsLong,
            false,
            view.Position.ClosedQuantity > 0
                ? $"{Size(view.Position.Quantity, view)} left, {Size(view.Position.ClosedQuantity, view)} closed @ {Figures.Mark(view.Position.AverageExitPrice, view.PriceDecimals)}"
                : $"{Size(view.Position.Quantity, view)} to close");

    // Unknown is the state of an order that was sent and not answered: the run waits for it and sends nothing in its place.
    private static string? NoAnswerOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var silent = snapshot.WorkingOrders.Where(order => order is { Purpose: OrderPurpose.Flatten, Status: OrderStatus.Unknown }).ToArray();
        return silent.Length == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"The venue has not answered for {Math.Max(0, (now - silent.Min(order => order.UpdatedAt)).TotalSeconds):0} s. Nothing is resent; Titan asks again every second.");
    }

    private static string Size(decimal quantity, PositionView view) => Figures.Exact(quantity, view.QuantityDecimals);

    private static string Join(string first, string second) => second.Length == 0 ? first : $"{first} · {second}";
}
