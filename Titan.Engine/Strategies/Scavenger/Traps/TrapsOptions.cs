using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>Settings of every trap type; the defaults are the tables of spec titan-trading 2.3 and 2.4.</summary>
public sealed record TrapsOptions
{
    public TrapTypeOptions Liquidation { get; init; } = new() { Confidence = 95, Leverage = 20, StopLoss = 0.01m, TakeProfit = 0.03m };

    public TrapTypeOptions DailyLevel { get; init; } = new() { Confidence = 85, Leverage = 12, StopLoss = 0.01m, TakeProfit = 0.03m };

    public TrapTypeOptions Bollinger { get; init; } = new() { Confidence = 90, Leverage = 15, StopLoss = 0.01m, TakeProfit = 0.03m };

    public TrapTypeOptions SigmaFade { get; init; } = new() { Enabled = false, Confidence = 80, Leverage = 10, StopLoss = 0.015m, TakeProfit = 0.03m };

    public TrapTypeOptions OiWipeout { get; init; } = new() { Confidence = 95, Leverage = 20, StopLoss = 0.02m, TakeProfit = 0.05m };

    public TrapTypeOptions FundingSqueeze { get; init; } = new() { Confidence = 90, Leverage = 15, StopLoss = 0.015m, TakeProfit = 0.07m };

    public TrapTypeOptions BasisArb { get; init; } = new() { Confidence = 85, Leverage = 10, StopLoss = 0.005m, TakeProfit = 0.005m };

    public TrapTypeOptions UltimateBulgaria { get; init; } = new() { Confidence = 98, Leverage = 20, StopLoss = 0.02m, TakeProfit = 0.05m };

    public TrapTypeOptions Of(TrapType type) => type switch
    {
        TrapType.Liquidation => Liquidation,
        TrapType.DailyLevel => DailyLevel,
        TrapType.Bollinger => Bollinger,
        TrapType.SigmaFade => SigmaFade,
        TrapType.OiWipeout => OiWipeout,
        TrapType.FundingSqueeze => FundingSqueeze,
        TrapType.BasisArb => BasisArb,
        _ => UltimateBulgaria,
    };

    internal IEnumerable<ConfigProblem> Check(string key) =>
        TrapTypes.All.SelectMany(type => Of(type).Check($"{key}:{type}", mayLoseMore: type == TrapType.BasisArb));
}
