using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Risk;

/// <summary>
/// Totals over positions and working entries, kept when something changes so that no gate sums anything. USDT.
/// An entry that is on its way counts as if it were filled: two intents cannot both use the same room.
/// </summary>
public sealed class Exposure
{
    private readonly HashSet<InstrumentId> _busy = [];
    private readonly HashSet<InstrumentId> _unknown = [];

    /// <summary>Sum of notionals of positions (at entry) and working entries.</summary>
    public decimal GrossNotional { get; private set; }

    /// <summary>Sum of losses from entry to stop; a position without a stop counts its whole notional.</summary>
    public decimal OpenRisk { get; private set; }

    /// <summary>Instruments with a position or a working entry.</summary>
    public int OpenCount => _busy.Count;

    public bool IsBusy(InstrumentId instrument) => _busy.Contains(instrument);

    /// <summary>An order on the instrument has no known outcome.</summary>
    public bool HasUnknown(InstrumentId instrument) => _unknown.Contains(instrument);

    public int UnknownCount => _unknown.Count;

    /// <summary>Counts anew; called when an order or a position changed, not per intent.</summary>
    public void Recount(EngineState state)
    {
        _busy.Clear();
        _unknown.Clear();
        GrossNotional = 0m;
        OpenRisk = 0m;
        foreach (var position in state.Positions.Values)
        {
            _busy.Add(position.Instrument);
            Count(position.Quantity, position.EntryPrice, position.WantedStop ?? position.StopLoss);
        }

        foreach (var order in state.Orders.Values)
        {
            if (!order.IsWorking)
            {
                continue;
            }

            if (order.Status == OrderStatus.Unknown)
            {
                _unknown.Add(order.Instrument);
            }

            if (order.Purpose == OrderPurpose.Entry)
            {
                _busy.Add(order.Instrument);
                Count(order.RemainingQuantity, order.Price ?? order.ReferencePrice, order.StopLoss);
            }
        }
    }

    private void Count(decimal quantity, decimal price, decimal? stop)
    {
        GrossNotional += quantity * price;
        OpenRisk += quantity * (stop is { } level ? Math.Abs(price - level) : price);
    }
}
