using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>How facts move a running FLATTEN ALL: its stages, and what each fill, refusal and correction did to its legs.</summary>
public sealed partial class EngineState
{
    /// <summary>Stages kept of one run: a venue that refuses for hours must not grow the state.</summary>
    private const int FlattenStepsKept = 100;

    private static FlattenRun Begin(FlattenStarted started, DateTimeOffset at) => new()
    {
        Correlation = started.Correlation,
        By = started.By,
        Roles = started.Roles,
        Door = started.Door,
        Reason = started.Reason,
        Cause = started.Cause,
        StartedAt = at,
        Stage = FlattenStage.Started,
        EquityBefore = started.EquityBefore,
        Legs = started.Legs,
        Steps = [new FlattenStep(FlattenStage.Started, at, 0, "disarmed, entries blocked")],
    };

    private static FlattenRun Advance(FlattenRun run, FlattenAdvanced advanced, DateTimeOffset at) => run with
    {
        Stage = advanced.Stage,
        Attempt = advanced.Attempt,
        Steps = run.Steps.Count < FlattenStepsKept ? [.. run.Steps, new FlattenStep(advanced.Stage, at, advanced.Attempt, advanced.Detail)] : run.Steps,
    };

    private void End(FlattenEnded ended)
    {
        Flatten = null;
        LastFlatten = ended.Receipt ?? LastFlatten;
    }

    // Called with the position as it was before the fill.
    private void FollowFill(FillBooked fill, Order? order, Position? before, DateTimeOffset at)
    {
        if (Flatten is not { } run)
        {
            return;
        }

        var held = before?.SignedQuantity ?? 0m;
        var signed = fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity;
        var closing = Math.Sign(held) == -Math.Sign(signed) ? Math.Min(Math.Abs(held), fill.Quantity) : 0m;
        var leg = run.Legs.FirstOrDefault(leg => leg.Symbol == fill.Instrument.Value)
            ?? new FlattenLeg { Symbol = fill.Instrument.Value, SignedQuantity = held, EntryPrice = before?.EntryPrice ?? fill.Price };
        var late = fill.Quantity - closing;
        if (late > 0 && Math.Sign(leg.SignedQuantity) != -Math.Sign(signed))
        {
            // An entry that filled while it was being cancelled: there is more to close.
            leg = leg with { SignedQuantity = leg.SignedQuantity + (Math.Sign(signed) * late), ClosedAt = null };
        }

        if (closing > 0)
        {
            leg = order?.Correlation == run.Correlation
                ? leg with { ClosedQuantity = leg.ClosedQuantity + closing, ClosedValue = leg.ClosedValue + (closing * fill.Price), Problem = null }
                : leg with
                {
                    ClosedElsewhere = leg.ClosedElsewhere + closing,
                    ElsewhereValue = leg.ElsewhereValue + (closing * fill.Price),
                    Elsewhere = order is not null ? order.Purpose.ToString() : fill.CloseReason?.ToString() ?? "other hands",
                };
        }

        Store(run, leg with { Fees = leg.Fees + fill.Fee, ClosedAt = _positions.ContainsKey(fill.Instrument) ? null : at });
    }

    private void FollowRefusal(Order order)
    {
        if (Flatten is { } run && order.Correlation == run.Correlation && order.Status == OrderStatus.Rejected
            && run.Legs.FirstOrDefault(leg => leg.Symbol == order.Instrument.Value) is { } leg)
        {
            Store(run, leg with { Problem = order.Reason ?? "rejected" });
        }
    }

    private void FollowCorrection(PositionCorrected corrected, DateTimeOffset at)
    {
        if (Flatten is not { } run)
        {
            return;
        }

        var leg = run.Legs.FirstOrDefault(leg => leg.Symbol == corrected.Instrument.Value)
            ?? new FlattenLeg { Symbol = corrected.Instrument.Value, SignedQuantity = corrected.VenueQuantity, EntryPrice = corrected.EntryPrice };
        if (corrected.VenueQuantity == 0)
        {
            var gone = Math.Abs(corrected.ShadowQuantity);
            Store(run, leg with
            {
                ClosedElsewhere = leg.ClosedElsewhere + gone,
                ElsewhereValue = leg.ElsewhereValue + (gone * (corrected.ExitPrice ?? leg.EntryPrice)),
                Elsewhere = "closed at the venue",
                ClosedAt = at,
            });
        }
        else
        {
            // The venue's size is the truth from here on; what was closed before stays counted.
            var closed = leg.ClosedQuantity + leg.ClosedElsewhere;
            Store(run, leg with { SignedQuantity = corrected.VenueQuantity + (Math.Sign(corrected.VenueQuantity) * closed), ClosedAt = null });
        }
    }

    private void Store(FlattenRun run, FlattenLeg leg) =>
        Flatten = run with { Legs = [.. run.Legs.Where(other => other.Symbol != leg.Symbol).Append(leg).OrderBy(other => other.Symbol, StringComparer.Ordinal)] };
}
