using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>
/// Hears everything the exchange does, inside the exchange's lock and in order. A listener reads what it needs at once,
/// because orders and positions change afterwards, and never calls back.
/// </summary>
internal interface IVenueListener
{
    void OrderChanged(Order order);

    void Executed(Execution execution);

    void PositionChanged(Position position);

    void WalletChanged();

    void BookChanged(Instrument instrument);

    void Traded(Instrument instrument, in PublicTrade trade);

    /// <summary>A position was liquidated; the side is that of the position, the price its bankruptcy price.</summary>
    void Liquidated(Instrument instrument, Side positionSide, decimal size, decimal price);

    void PricesMoved(Instrument instrument);

    void CandleEnded(Instrument instrument, string interval, MarketBar bar);

    /// <summary>One command or market step is over; what was heard belongs together.</summary>
    void Flush();
}
