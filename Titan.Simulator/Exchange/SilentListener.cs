using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>Hears and says nothing: an exchange without streams, as in tests of its rules.</summary>
internal class SilentListener : IVenueListener
{
    public virtual void OrderChanged(Order order)
    {
    }

    public virtual void Executed(Execution execution)
    {
    }

    public virtual void PositionChanged(Position position)
    {
    }

    public virtual void WalletChanged()
    {
    }

    public virtual void BookChanged(Instrument instrument)
    {
    }

    public virtual void Traded(Instrument instrument, in PublicTrade trade)
    {
    }

    public virtual void Liquidated(Instrument instrument, Side positionSide, decimal size, decimal price)
    {
    }

    public virtual void PricesMoved(Instrument instrument)
    {
    }

    public virtual void CandleEnded(Instrument instrument, string interval, MarketBar bar)
    {
    }

    public virtual void Flush()
    {
    }
}
