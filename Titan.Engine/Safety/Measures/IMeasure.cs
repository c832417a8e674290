namespace Titan.Engine.Safety.Measures;

/// <summary>One measure of the circuit breaker: what it watches, its limit, and what happens beyond it. Pure; the memory is the breaker's.</summary>
internal interface IMeasure
{
    /// <summary>Stable word in facts, alerts and the API: DAILY_DRAWDOWN.</summary>
    string Code { get; }

    /// <summary>For people: daily drawdown.</summary>
    string Name { get; }

    /// <summary>Unit of value and limit: %, USDT, losses, x, signs, Z.</summary>
    string Unit { get; }

    MeasureEffect Effect { get; }

    /// <summary>Fires when it comes to be over, not while it stays there; a reset alone cannot lower the market.</summary>
    bool OnCrossing => false;

    MeasureReading Read(in MeasureQuestion question);
}
