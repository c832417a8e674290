namespace Titan.Simulator.Exchange;

/// <summary>
/// Pays funding at every multiple of an instrument's interval from midnight UTC: longs pay shorts while the rate is above
/// zero. The payment is a Funding execution over the whole position, which changes no size.
/// </summary>
internal sealed class FundingClock(Venue venue)
{
    private const long MinuteMs = 60_000;

    public void Settle(Instrument instrument, long timeMs)
    {
        var interval = instrument.Spec.FundingIntervalMinutes * MinuteMs;
        if (instrument.NextFundingMs == 0) instrument.NextFundingMs = timeMs - (timeMs % interval) + interval;
        while (instrument.NextFundingMs <= timeMs)
        {
            Pay(instrument, instrument.NextFundingMs);
            instrument.FundingHistory.Add((instrument.NextFundingMs, instrument.FundingRate));
            instrument.NextFundingMs += interval;
        }
    }

    private void Pay(Instrument instrument, long fundingMs)
    {
        var position = instrument.Position;
        if (position.IsFlat || instrument.FundingRate == 0m) return;
        var paid = Math.Round(position.Size * instrument.MarkPrice * instrument.FundingRate, Settlement.MoneyDecimals);
        venue.Account.BookFunding(-paid);
        position.CurrentRealised -= paid;
        position.CumulativeRealised -= paid;
        position.UpdatedMs = venue.NowMs;
        var execution = new Execution
        {
            Sequence = venue.NextSequence(),
            ExecId = venue.Ids.Next(),
            Symbol = instrument.Symbol,
            Side = position.Size > 0m ? Side.Buy : Side.Sell,
            Price = instrument.MarkPrice,
            Qty = position.Quantity,
            Fee = paid,
            FeeRate = instrument.FundingRate,
            ExecType = "Funding",
            TimeMs = fundingMs,
            OrderId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fundingMs / 1000}-8-{instrument.SymbolId}-1-2"),
            MarkPrice = instrument.MarkPrice,
            OrderQty = position.Quantity,
            BalanceAfter = venue.Account.Balance,
        };
        venue.Account.Keep(execution);
        venue.Listener.Executed(execution);
        venue.Listener.PositionChanged(position);
        venue.Listener.WalletChanged();
    }
}
