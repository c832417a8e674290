namespace Titan.Simulator.Binance;

/// <summary>Changes of one book gathered since the last diff that was sent; the last size of a price wins.</summary>
internal sealed class DepthDiff(SpotInstrument instrument, long periodMs)
{
    private const long EarlyMs = 50;
    private readonly SortedDictionary<decimal, decimal> _bids = [];
    private readonly SortedDictionary<decimal, decimal> _asks = [];
    private long _next = instrument.Book.LastUpdate + 1;
    private long _sentMs;

    public IReadOnlyDictionary<decimal, decimal> Bids => _bids;

    public IReadOnlyDictionary<decimal, decimal> Asks => _asks;

    public void Gather()
    {
        foreach (var change in instrument.Book.Changes) (change.Bid ? _bids : _asks)[change.Price] = change.Size;
    }

    /// <summary>Whether enough time has passed; spot's steps come nearly, not exactly, a tenth of a second apart.</summary>
    public bool IsDue(long timeMs) => _bids.Count + _asks.Count > 0 && timeMs - _sentMs >= periodMs - EarlyMs;

    /// <summary>First and last update of the diff; the next one follows without a hole.</summary>
    public (long First, long Last) Numbers => (_next, instrument.Book.LastUpdate);

    public void Sent(long timeMs)
    {
        _sentMs = timeMs;
        _next = instrument.Book.LastUpdate + 1;
        _bids.Clear();
        _asks.Clear();
    }
}
