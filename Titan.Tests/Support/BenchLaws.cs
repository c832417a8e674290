using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;

namespace Titan.Tests.Support;

/// <summary>
/// What must hold after every single step of every scenario: no order twice, none before its fact, nothing opens unless ARMED,
/// terminal orders stay as they ended, the watermark never falls, the breaker trips once per cause until it is reset, history has no gaps, running totals equal totals counted anew.
/// </summary>
internal sealed class BenchLaws
{
    private readonly HashSet<ClientOrderId> _sent = [];
    private readonly Dictionary<ClientOrderId, OrderStatus> _ended = [];
    private readonly HashSet<string> _triggers = new(StringComparer.Ordinal);
    private decimal _watermark;
    private long _sequence = 1;

    public void Check(EngineCore core, IReadOnlyList<JournalEntry> facts, IReadOnlyList<Effect> effects)
    {
        foreach (var fact in facts)
        {
            Assert.Equal(++_sequence, fact.Sequence);
            CheckBreaker(fact.Fact);
        }

        Assert.False(core.State.Breaker.Active && core.State.Arm.State == ArmState.Armed, "armed behind a tripped breaker");

        foreach (var send in effects.OfType<SendOrder>())
        {
            Assert.True(_sent.Add(send.Order.ClientOrderId), $"order {send.Order.ClientOrderId} was sent twice");
            Assert.Contains(facts, fact => fact.Fact is OrderCreated created && created.Order.Id == send.Order.ClientOrderId);
            Assert.True(send.Order.ReduceOnly || core.State.Arm.State == ArmState.Armed, "an entry left while not ARMED");
            Assert.True(send.Order.ReduceOnly || core.State.Flatten is null, "an entry left behind a flatten");
        }

        foreach (var order in core.State.Orders.Values.Where(order => !order.IsWorking))
        {
            Assert.Equal(_ended.TryGetValue(order.Id, out var ended) ? ended : order.Status, order.Status);
            _ended[order.Id] = order.Status;
        }

        Assert.True(core.State.Equity.HighWatermark >= _watermark, "the high-water mark fell");
        _watermark = core.State.Equity.HighWatermark;
        CheckTotals(core);
    }

    // Spec titan-trading 13: tripping is idempotent.
    private void CheckBreaker(Fact fact)
    {
        if (fact is BreakerTripped tripped)
        {
            Assert.True(_triggers.Add(tripped.Code), $"{tripped.Code} tripped twice without a reset between");
        }
        else if (fact is BreakerReset)
        {
            _triggers.Clear();
        }
    }

    private static void CheckTotals(EngineCore core)
    {
        var anew = new Exposure();
        anew.Recount(core.State);
        Assert.Equal(anew.GrossNotional, core.Exposure.GrossNotional);
        Assert.Equal(anew.OpenRisk, core.Exposure.OpenRisk);
        Assert.Equal(anew.UsedMargin, core.Exposure.UsedMargin);
        Assert.Equal(anew.OpenCount, core.Exposure.OpenCount);
        Assert.Equal(anew.UnknownCount, core.Exposure.UnknownCount);
    }
}
