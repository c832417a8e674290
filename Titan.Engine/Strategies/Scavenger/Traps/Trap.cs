using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>
/// One tripwire in memory (spec titan-trading 2.2). It is found once and confirmed anew by each map cycle; a breakout is live only while
/// the price is on its near side, because a pull-back through a level that broke long ago is no break (2.3, approach side).
/// </summary>
internal sealed class Trap
{
    /// <summary>A passed trap wakes when the price is back past the trigger by more than this fraction.</summary>
    private const decimal WakesBeyond = 0.001m;

    private readonly int _sign;

    public Trap(Instrument instrument, in TrapPlan plan, TrapTypeOptions options, DateTimeOffset at, DateTimeOffset validUntil, decimal score)
    {
        Instrument = instrument;
        Key = new TrapKey(instrument.Id, plan.Type, plan.Direction);
        Id = string.Create(CultureInfo.InvariantCulture, $"{instrument.Id}-{plan.Type.Word()}-{(plan.Direction == Side.Buy ? "LONG" : "SHORT")}-{at.ToUnixTimeMilliseconds()}");
        _sign = plan.Direction.Sign();
        CreatedAt = at;
        ScoreAtCreation = score;
        Take(plan, options, validUntil);
    }

    public string Id { get; }

    public Instrument Instrument { get; }

    public TrapKey Key { get; }

    public TrapType Type => Key.Type;

    public Side Direction => Key.Direction;

    /// <summary>The perpetual's price that springs it.</summary>
    public decimal TriggerPrice { get; private set; }

    /// <summary>Spot price that springs it instead, compared without basis; null for most.</summary>
    public decimal? SpotTrigger { get; private set; }

    public decimal StopLoss { get; private set; }

    public decimal TakeProfit { get; private set; }

    public decimal Cascade { get; private set; }

    public int Confidence { get; private set; }

    public int Leverage { get; private set; }

    public decimal ScoreAtCreation { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset ValidUntil { get; private set; }

    public DateTimeOffset? ActivatedAt { get; private set; }

    public TrapStatus Status { get; private set; } = TrapStatus.Active;

    /// <summary>Price is on the near side, or passed only just now: it may spring.</summary>
    public bool Live { get; private set; }

    /// <summary>Between TRAP_SPRUNG and its end by CONFIRM or ABORT.</summary>
    public bool Firing { get; private set; }

    /// <summary>The last price was within the trigger's tolerance.</summary>
    public bool Touching { get; set; }

    /// <summary>Loss from trigger to stop over trigger.</summary>
    public decimal StopFraction => Math.Abs(TriggerPrice - StopLoss) / TriggerPrice;

    /// <summary>A cycle found it again: it lives on, at its new level unless its kind keeps the first.</summary>
    public void Confirm(in TrapPlan plan, TrapTypeOptions options, DateTimeOffset validUntil, decimal price)
    {
        var moved = !Type.KeepsItsLevel() && (plan.TriggerPrice != TriggerPrice || plan.SpotTrigger != SpotTrigger);
        Take(Type.KeepsItsLevel() ? plan with { TriggerPrice = TriggerPrice, SpotTrigger = SpotTrigger, StopLoss = StopLoss, TakeProfit = TakeProfit } : plan, options, validUntil);
        if (moved)
        {
            Place(price);
        }
    }

    /// <summary>Whether it starts live: on the near side of the perpetual's price, or of a kind that enters where it was found.</summary>
    public void Place(decimal price) => Live = Type.EntersNow() || (price > 0 && Past(price, TriggerPrice) < 0);

    /// <summary>Follows a price of the venue that leads.</summary>
    /// <param name="price">Spot price.</param>
    /// <param name="trigger">Spot price that springs it: the trigger times the basis.</param>
    /// <param name="tolerance">Fraction around the trigger.</param>
    /// <returns>Whether the price is at the trap and may spring it.</returns>
    public bool Approach(decimal price, decimal trigger, decimal tolerance)
    {
        var past = Past(price, trigger);
        if (Live)
        {
            Live = past <= tolerance * trigger || Type.EntersNow();
        }
        else
        {
            Live = past < -WakesBeyond * trigger;
        }

        return Live && Math.Abs(past) <= tolerance * trigger;
    }

    /// <summary>It sprang.</summary>
    public void Fire(DateTimeOffset at)
    {
        Firing = true;
        ActivatedAt = at;
        Status = TrapStatus.Triggered;
    }

    /// <summary>Its strike ended; it is set again, and rests until its cooldown ends.</summary>
    public void Rest()
    {
        Firing = false;
        Status = Status == TrapStatus.Triggered ? TrapStatus.Active : Status;
    }

    /// <summary>It is over: expired or cancelled.</summary>
    public void End(TrapStatus status) => Status = status;

    // Signed distance beyond the trigger in the trap's direction.
    private decimal Past(decimal price, decimal trigger) => _sign * (price - trigger);

    private void Take(in TrapPlan plan, TrapTypeOptions options, DateTimeOffset validUntil)
    {
        TriggerPrice = plan.TriggerPrice;
        SpotTrigger = plan.SpotTrigger;
        Cascade = plan.Cascade;
        StopLoss = plan.StopLoss ?? plan.TriggerPrice * (1m - (_sign * options.StopLoss));
        TakeProfit = plan.TakeProfit ?? plan.TriggerPrice * (1m + (_sign * options.TakeProfit));
        Confidence = options.Confidence;
        Leverage = options.Leverage;
        ValidUntil = validUntil;
    }
}
