using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Venues;

namespace Titan.Engine.Safety;

/// <summary>
/// Keeps every position under a live stop on the venue: believes only the venue's word, asks again within a second, and after three
/// failures closes the position (spec titan-trading 2.10, design promise 5). A position that nobody gave a stop is said, not guessed.
/// </summary>
public sealed class ProtectionKeeper(Turn turn, Surroundings surroundings, ClosingOrders closing)
{
    private const int Attempts = 3;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TellAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(1);

    // Trigger on the wrong side: the price is already beyond the stop (Bybit 110092, 110093, and 10001 in words on trading-stop).
    private static readonly HashSet<int> AlreadyBeyond = [110092, 110093];

    private readonly Dictionary<string, DateTimeOffset> _told = [];

    /// <summary>The venue told a position, by stream or by answer.</summary>
    public void See(VenuePosition position)
    {
        if (!turn.Instruments.TryGet(position.Symbol, out var instrument))
        {
            return;
        }

        surroundings.Of(instrument).VenuePosition = position;
        Refresh(position.Symbol);
    }

    /// <summary>Compares what the venue last told with what is recorded.</summary>
    public void Refresh(string symbol)
    {
        if (!turn.Instruments.TryGet(symbol, out var instrument) || !turn.State.Positions.TryGetValue(instrument.Id, out var position))
        {
            return;
        }

        var sight = surroundings.Of(instrument);
        var venue = sight.VenuePosition;
        var same = venue is not null && Math.Sign(venue.SignedQuantity) == Math.Sign(position.SignedQuantity);
        var stop = same ? venue!.StopLoss : null;
        var target = same ? venue!.TakeProfit : null;
        // A full-mode stop covers whatever the size is; the venue's size says how much it knows of.
        var covered = stop is null ? 0m : Math.Min(Math.Abs(venue!.SignedQuantity), position.Quantity);
        if (position.StopLoss != stop || position.TakeProfit != target || position.CoveredQuantity != covered)
        {
            turn.Record(new ProtectionSeen(instrument.Id, stop, target, covered, "venue"));
        }

        if (turn.State.Positions[instrument.Id] is { IsCovered: true } known && IsAsWanted(known))
        {
            sight.ProtectionAttempts = 0;
        }
    }

    /// <summary>The venue answered an attempt to attach.</summary>
    public void Answered(string symbol, VenueOutcome outcome)
    {
        if (outcome.IsAccepted)
        {
            // Accepted is not yet covered: only the position itself tells, and the stream may be deaf.
            turn.Emit(new AskForAccount(AccountTriggers.Protection, turn.Now));
        }

        if (outcome.Kind != OutcomeKind.Rejected || !turn.Instruments.TryGet(symbol, out var instrument)
            || !turn.State.Positions.TryGetValue(instrument.Id, out var position))
        {
            return;
        }

        turn.Note("STOP_REJECTED", $"{symbol}: stop not attached: {outcome.Code} {outcome.Text}", instrument.Id);
        if (AlreadyBeyond.Contains(outcome.Code))
        {
            turn.Alert("STOP_BEYOND", AlertSeverity.Critical, $"{symbol}: the price is already beyond the stop; closing at market", instrument.Id);
            closing.CloseNow(position, "stop-beyond");
        }
    }

    public void Tick()
    {
        foreach (var position in turn.State.Positions.Values.ToArray())
        {
            if (position.IsCovered && IsAsWanted(position))
            {
                continue;
            }

            Tell(position);
            if (position.WantedStop is not null && turn.State.Flatten is null)
            {
                Attach(position);
            }
        }
    }

    private void Attach(Position position)
    {
        if (!turn.Instruments.TryGet(position.Instrument, out var instrument))
        {
            return;
        }

        var sight = surroundings.Of(instrument);
        if (sight.VenuePosition is { } held && Math.Sign(held.SignedQuantity) == -Math.Sign(position.SignedQuantity))
        {
            // The venue holds the other direction: that is reconciliation's matter, and our stop would lie beyond its price.
            return;
        }

        if (sight.VenuePosition is { } less && less.StopLoss == position.WantedStop && less.SignedQuantity != 0 && Math.Abs(less.SignedQuantity) < position.Quantity)
        {
            // All that the venue holds is under the stop we want; it only holds less than we believe. Sizes are reconciliation's matter:
            // closing here would trade to make numbers agree. The position is asked for, in case its stream is behind.
            if (turn.Now - sight.ProtectionAskedAt >= LongestWait)
            {
                sight.ProtectionAskedAt = turn.Now;
                turn.Emit(new AskForAccount(AccountTriggers.Protection, turn.Now));
            }

            return;
        }

        if (position.NakedSince > sight.ProtectionAskedAt)
        {
            // Naked anew: tries that only moved a target do not count against this stop.
            sight.ProtectionAttempts = 0;
        }

        var since = sight.ProtectionAttempts == 0 ? position.NakedSince ?? position.UpdatedAt : sight.ProtectionAskedAt;
        if (turn.Now - since < WaitAfter(sight.ProtectionAttempts) || closing.IsClosing(position.Instrument))
        {
            return;
        }

        sight.ProtectionAttempts++;
        sight.ProtectionAskedAt = turn.Now;
        if (sight.ProtectionAttempts > Attempts && !position.IsCovered)
        {
            turn.Alert("STOP_FAILED", AlertSeverity.Critical, $"{position.Instrument}: no stop after {Attempts} tries; closing at market", position.Instrument);
            closing.CloseNow(position, "stop-failed");
            return;
        }

        // A target that is not wanted must be taken off by name; nothing said leaves it.
        turn.Emit(new AttachProtection(instrument, position.WantedStop, position.WantedTarget ?? (position.TakeProfit is null ? null : 0m)));
    }

    // Quick while a stop may still come, then ever slower: a venue that refuses for good is not hammered.
    private static TimeSpan WaitAfter(int attempts)
    {
        var wait = attempts == 0 ? FirstLook : attempts <= Attempts ? Between : Between * Math.Pow(2, Math.Min(attempts - Attempts, 4));
        return wait < LongestWait ? wait : LongestWait;
    }

    private static bool IsAsWanted(Position position) =>
        position.TakeProfit == position.WantedTarget && (position.StopLoss == position.WantedStop || position.WantedStop is null);

    private void Tell(Position position)
    {
        if (position.NakedSince is not { } since || turn.Now - since < TellAfter)
        {
            return;
        }

        var key = position.Id;
        if (!_told.TryGetValue(key, out var at) || turn.Now - at >= TellAgain)
        {
            _told[key] = turn.Now;
            var seconds = (decimal)(turn.Now - since).TotalSeconds;
            turn.Alert(
                "POSITION_NAKED",
                AlertSeverity.Critical,
                $"{position.Instrument} naked for {seconds:0} s: {position.Quantity - position.CoveredQuantity} of {position.Quantity} without a live stop",
                position.Instrument,
                seconds,
                (decimal)TellAfter.TotalSeconds);
        }
    }
}
