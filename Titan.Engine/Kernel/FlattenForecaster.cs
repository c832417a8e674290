using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>Asks the venue for the depth of every open position's book and adds up what a flatten would cost. Reads only.</summary>
internal sealed class FlattenForecaster(IVenue venue, Func<EngineSnapshot> snapshot)
{
    /// <summary>Assumed beyond the told depth, fraction of the mark.</summary>
    private const decimal Band = 0.005m;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public async Task<FlattenForecast> MakeAsync(CancellationToken cancellationToken)
    {
        var now = snapshot();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var legs = await Task.WhenAll(now.Positions.Select(view => LegAsync(view, limit.Token))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new FlattenForecast(
            now.At, legs, now.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry), now.VenueOrders.Count(report => report.IsProtection));
    }

    private async Task<FlattenForecastLeg> LegAsync(PositionView view, CancellationToken cancellationToken)
    {
        var position = view.Position;
        var depth = await DepthAsync(view, cancellationToken).ConfigureAwait(false);
        var mark = view.MarkPrice ?? position.EntryPrice;
        var side = position.ClosingSide;
        var (price, taken) = depth?.Take(side, position.Quantity) ?? (null, 0m);
        var worst = side == Side.Buy ? mark * (1m + Band) : mark * (1m - Band);
        var mean = ((price ?? 0m) * taken + (worst * (position.Quantity - taken))) / position.Quantity;
        var slippage = (mark - mean) * position.SignedQuantity;
        return new FlattenForecastLeg(
            position.Instrument.Value, position.SignedQuantity, view.MarkPrice, price is null ? null : mean, slippage,
            mean * position.Quantity * (view.Instrument?.TakerFee ?? 0.00055m), taken < position.Quantity);
    }

    private async Task<BookDepth?> DepthAsync(PositionView view, CancellationToken cancellationToken)
    {
        if (view.Instrument is not { } instrument)
        {
            return null;
        }

        try
        {
            var answer = await venue.GetDepthAsync(instrument, cancellationToken).ConfigureAwait(false);
            return answer.IsKnown ? answer.Value : null;
        }
        catch (OperationCanceledException)
        {
            // Too slow to wait for: the assumption stands in.
            return null;
        }
    }
}
