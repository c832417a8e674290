using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>
/// Positions that ghost mode would hold: entered at the worst price the order allowed, ended by the quote at stop or target, the stop first
/// when both are there; fees of a taker on both sides. One per symbol.
/// </summary>
internal sealed class GhostBook
{
    private readonly Dictionary<InstrumentId, Ghost> _open = [];

    public int Open => _open.Count;

    public void Enter(TrapKey key, in Intent intent) =>
        _open.TryAdd(key.Instrument, new Ghost(key, intent.Instrument, intent.LimitPrice, intent.StopLoss, intent.TakeProfit));

    /// <returns>The ghost that this quote ended, its result in R and a sentence; null when none did.</returns>
    public (TrapKey Key, decimal Multiple, string Text)? See(in Quote quote)
    {
        if (_open.Count == 0 || !_open.TryGetValue(quote.Instrument.Id, out var ghost))
        {
            return null;
        }

        var sign = ghost.Key.Direction.Sign();
        var price = sign > 0 ? quote.Bid : quote.Ask;
        var (stopped, won) = (sign * (price - ghost.Stop) <= 0, sign * (price - ghost.Target) >= 0);
        if (!stopped && !won)
        {
            return null;
        }

        _open.Remove(quote.Instrument.Id);
        // A target is filled at its price, a stop where the market is.
        price = stopped ? price : ghost.Target;
        var fees = quote.Instrument.TakerFee * (ghost.Entry + price);
        var multiple = ((sign * (price - ghost.Entry)) - fees) / Math.Abs(ghost.Entry - ghost.Stop);
        var text = string.Create(CultureInfo.InvariantCulture, $"{ghost.Key}: {(stopped ? "stop" : "target")} at {price}, {multiple:+0.00;-0.00} R after fees, not sent");
        return (ghost.Key, multiple, text);
    }

    private sealed record Ghost(TrapKey Key, Instrument Instrument, decimal Entry, decimal Stop, decimal Target);
}
