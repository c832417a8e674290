using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Risk;

/// <summary>
/// Totals over positions and working entries, moved by what each fact changed, so that neither a gate nor a turn sums anything. USDT.
/// An entry that is on its way counts as if it were filled: two intents cannot both use the same room.
/// </summary>
public sealed class Exposure
{
    private readonly Dictionary<ClientOrderId, Share> _orders = [];
    private readonly Dictionary<InstrumentId, Share> _positions = [];
    private readonly Dictionary<InstrumentId, int> _busy = [];
    private readonly Dictionary<InstrumentId, int> _unknown = [];
    private long _followed;

    /// <summary>Sum of notionals of positions (at entry) and working entries.</summary>
    public decimal GrossNotional { get; private set; }

    /// <summary>Sum of losses from entry to stop; a position without a stop counts its whole notional.</summary>
    public decimal OpenRisk { get; private set; }

    /// <summary>Margin under positions and working entries, at the leverage each was made with; an unknown leverage counts as 1.</summary>
    public decimal UsedMargin { get; private set; }

    /// <summary>Instruments with a position or a working entry.</summary>
    public int OpenCount => _busy.Count;

    public bool IsBusy(InstrumentId instrument) => _busy.ContainsKey(instrument);

    /// <summary>An order on the instrument has no known outcome.</summary>
    public bool HasUnknown(InstrumentId instrument) => _unknown.ContainsKey(instrument);

    public int UnknownCount => _unknown.Count;

    /// <summary>Counts up whenever a position changed: what was counted over positions holds while it stays.</summary>
    public int PositionsVersion { get; private set; }

    /// <summary>Counts anew, from a state that was restored.</summary>
    public void Recount(EngineState state)
    {
        _orders.Clear();
        _positions.Clear();
        PositionsVersion++;
        _busy.Clear();
        _unknown.Clear();
        (GrossNotional, OpenRisk, UsedMargin) = (0m, 0m, 0m);
        foreach (var position in state.Positions.Values)
        {
            LookAt(position.Instrument, state);
        }

        foreach (var order in state.Orders.Values)
        {
            LookAt(order.Id, state);
        }

        _followed = state.Sequence;
    }

    /// <summary>Takes over what these facts changed; the state has applied them already. Facts seen before are passed over.</summary>
    public void Follow(IReadOnlyList<JournalEntry> facts, EngineState state)
    {
        for (var index = 0; index < facts.Count; index++)
        {
            if (facts[index].Sequence > _followed)
            {
                Follow(facts[index].Fact, state);
                _followed = facts[index].Sequence;
            }
        }
    }

    private void Follow(Fact fact, EngineState state)
    {
        switch (fact)
        {
            case OrderCreated created: LookAt(created.Order.Id, state); break;
            case OrderMoved moved: LookAt(moved.Id, state); break;
            case ProtectionSeen seen: LookAt(seen.Instrument, state); break;
            case ProtectionWanted wanted: LookAt(wanted.Instrument, state); break;
            case PositionCorrected corrected: LookAt(corrected.Instrument, state); break;
            case FillBooked fill:
                LookAt(fill.Instrument, state);
                if (fill.Order is { } id)
                {
                    LookAt(id, state);
                }

                break;
        }
    }

    private void LookAt(InstrumentId instrument, EngineState state)
    {
        Share? now = state.Positions.TryGetValue(instrument, out var position)
            ? Share.Of(instrument, position.Quantity, position.EntryPrice, position.WantedStop ?? position.StopLoss, position.Leverage)
            : null;
        Replace(_positions, instrument, now);
        PositionsVersion++;
    }

    private void LookAt(ClientOrderId id, EngineState state)
    {
        Share? now = null;
        if (state.Orders.TryGetValue(id, out var order) && order.IsWorking)
        {
            var entry = order.Purpose == OrderPurpose.Entry;
            var unknown = order.Status == OrderStatus.Unknown;
            now = entry ? Share.Of(order.Instrument, order.RemainingQuantity, order.Price ?? order.ReferencePrice, order.StopLoss, order.Leverage) with { Unknown = unknown }
                : unknown ? new Share(order.Instrument, 0m, 0m, 0m, Busy: false, Unknown: true)
                : null;
        }

        Replace(_orders, id, now);
    }

    private void Replace<TKey>(Dictionary<TKey, Share> shares, TKey key, Share? now)
        where TKey : notnull
    {
        if (shares.Remove(key, out var before))
        {
            Add(before, -1);
        }

        if (now is { } share)
        {
            shares.Add(key, share);
            Add(share, +1);
        }
    }

    private void Add(in Share share, int sign)
    {
        GrossNotional += sign * share.Notional;
        OpenRisk += sign * share.Risk;
        UsedMargin += sign * share.Margin;
        if (share.Busy)
        {
            Count(_busy, share.Instrument, sign);
        }

        if (share.Unknown)
        {
            Count(_unknown, share.Instrument, sign);
        }
    }

    private static void Count(Dictionary<InstrumentId, int> counts, InstrumentId instrument, int sign)
    {
        var count = counts.GetValueOrDefault(instrument) + sign;
        if (count == 0)
        {
            counts.Remove(instrument);
        }
        else
        {
            counts[instrument] = count;
        }
    }

    /// <summary>What one position or one working order adds to the totals.</summary>
    private readonly record struct Share(InstrumentId Instrument, decimal Notional, decimal Risk, decimal Margin, bool Busy, bool Unknown)
    {
        // Mean prices run through all 28 digits; cut here, sums and differences stay exact and an empty book is exactly zero.
        private const int Digits = 10;

        public static Share Of(InstrumentId instrument, decimal quantity, decimal price, decimal? stop, decimal leverage)
        {
            var notional = decimal.Round(quantity * price, Digits);
            var risk = decimal.Round(quantity * (stop is { } level ? Math.Abs(price - level) : price), Digits);
            return new Share(instrument, notional, risk, decimal.Round(notional / Math.Max(1m, leverage), Digits), Busy: true, Unknown: false);
        }
    }
}
