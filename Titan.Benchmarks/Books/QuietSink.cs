using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Benchmarks.Books;

/// <summary>A sink that hears everything and keeps nothing; contestants override what they count.</summary>
internal class QuietSink : IVenueSink
{
    public virtual void OnQuote(in Quote quote)
    {
    }

    public virtual void OnTrade(in Trade trade)
    {
    }

    public virtual void OnBar(in Bar bar)
    {
    }

    public virtual void OnTicker(in Ticker ticker)
    {
    }

    public virtual void OnBookLost(Instrument instrument, string why)
    {
    }

    public virtual void OnOrder(OrderReport report)
    {
    }

    public virtual void OnExecution(ExecutionReport report)
    {
    }

    public virtual void OnPosition(VenuePosition position)
    {
    }

    public virtual void OnWallet(WalletReport wallet)
    {
    }

    public virtual void OnStream(StreamChange change)
    {
    }
}
