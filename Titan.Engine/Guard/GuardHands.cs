using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Venues;

namespace Titan.Engine.Guard;

/// <summary>
/// The guard's acts at the venue, each reduce-only or a stop: nothing here can open or grow a position. Order ids carry the guard's mark,
/// so the engine knows afterwards whose they were.
/// </summary>
internal sealed class GuardHands(IVenue venue)
{
    private readonly Dictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);

    public Task<VenueAnswer<AccountSnapshot>> LookAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        venue.GetAccountAsync(now.AddMinutes(-1), cancellationToken);

    public async Task CancelAsync(GuardRun run, bool includeProtective, CancellationToken cancellationToken)
    {
        var answer = await venue.CancelAllAsync(includeProtective, cancellationToken).ConfigureAwait(false);
        run.Tell(includeProtective ? "cancel-all" : "cancel-entries", null, answer.IsKnown, answer.IsKnown ? $"{answer.Value!.Count} orders cancelled" : answer.Outcome.Text);
    }

    /// <summary>Attaches a stop.</summary>
    /// <returns>False when there is no room for one or the venue refused.</returns>
    public async Task<bool> CoverAsync(GuardRun run, VenuePosition position, decimal fraction, CancellationToken cancellationToken)
    {
        if (await InstrumentAsync(position.Symbol, cancellationToken).ConfigureAwait(false) is not { } instrument || GuardPlan.StopFor(position, instrument, fraction) is not { } stop)
        {
            run.Tell("cover", position.Symbol, false, "no room for a stop");
            return false;
        }

        var outcome = await venue.SetProtectionAsync(instrument, stop, null, cancellationToken).ConfigureAwait(false);
        run.Tell("cover", position.Symbol, outcome.IsAccepted, outcome.IsAccepted ? $"stop {stop} attached over {position.SignedQuantity}" : outcome.Text);
        return outcome.IsAccepted;
    }

    /// <summary>Closes a whole position reduce-only at market, in parts where the venue's largest order asks for it.</summary>
    /// <param name="run">The run that this belongs to.</param>
    /// <param name="position">What to close.</param>
    /// <param name="attempt">Makes new ids for each attempt; the same attempt has the same ids.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    public async Task CloseAsync(GuardRun run, VenuePosition position, int attempt, CancellationToken cancellationToken)
    {
        if (await InstrumentAsync(position.Symbol, cancellationToken).ConfigureAwait(false) is not { } instrument)
        {
            run.Tell("close", position.Symbol, false, "the venue does not tell the instrument");
            return;
        }

        var remaining = Math.Abs(position.SignedQuantity);
        for (var leg = 1; remaining > 0; leg++)
        {
            var quantity = Math.Min(remaining, instrument.MaxMarketQuantity);
            remaining -= quantity;
            var order = new OrderRequest
            {
                ClientOrderId = OrderIds.For(OrderIds.GuardEpoch, new CorrelationId(run.Receipt.Id), $"{position.Symbol}/{attempt}/{leg}"),
                Instrument = instrument,
                Side = position.SignedQuantity > 0 ? Side.Sell : Side.Buy,
                Type = OrderType.Market,
                TimeInForce = TimeInForce.ImmediateOrCancel,
                Quantity = quantity,
                ReduceOnly = true,
                Purpose = OrderPurpose.Flatten,
            };
            var outcome = await venue.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
            run.Tell("close", position.Symbol, outcome.IsAccepted, outcome.IsAccepted ? $"{order.Side} {quantity} reduce-only at market, attempt {attempt}" : $"attempt {attempt}: {outcome.Text}");
        }
    }

    private async Task<Instrument?> InstrumentAsync(string symbol, CancellationToken cancellationToken)
    {
        if (_instruments.TryGetValue(symbol, out var known))
        {
            return known;
        }

        var answer = await venue.GetInstrumentsAsync([symbol], cancellationToken).ConfigureAwait(false);
        return answer is { IsKnown: true, Value: { Count: > 0 } found } ? _instruments[symbol] = found[0] : null;
    }
}
