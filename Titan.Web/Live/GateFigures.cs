using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>How a gate's two numbers read: what it saw, how that stands to its limit, and the unit that this gate counts in.</summary>
public static class GateFigures
{
    // A gate that could not measure writes a value below zero; a clock's and a funding's minus are measurements.
    private static readonly HashSet<string> Ages = ["BookAge", "Reconcile", "Equity"];

    /// <summary>165.21 &gt; 146.92 USDT; nothing when the gate compares no numbers.</summary>
    public static string Of(GateVerdict verdict)
    {
        var denied = verdict.Answer == "denied";
        return verdict.Gate switch
        {
            _ when Ages.Contains(verdict.Gate) && verdict.Value < 0 => T("unknown, limit {0}", WithUnit(verdict.Gate, verdict.Limit)),
            "Expiry" => denied ? T("{0} s too late", Figures.Short(Math.Round(verdict.Value, 1))) : "",
            "Cascade" => denied ? T("rests {0} s more", Figures.Short(Math.Ceiling(verdict.Value))) : "",
            "SpotFeed" => denied && verdict.Value > 0 ? T("silent for {0} s", Figures.Short(Math.Round(verdict.Value, 1))) : "",
            "Protection" => denied ? T("stop {0}, entry {1}", Figures.Short(verdict.Value), Figures.Short(verdict.Limit)) : "",
            "Connection" => verdict.Limit == 0 ? "" : $"{Figures.Short(Math.Round(verdict.Value, 1))} > {WithUnit(verdict.Gate, verdict.Limit)}",
            "Slippage" when verdict is { Value: < 0m } => T("more than the book holds, limit {0}", WithUnit(verdict.Gate, verdict.Limit)),
            "Clock" when verdict is { Value: -1m } && denied => T("unknown, limit {0}", WithUnit(verdict.Gate, verdict.Limit)),
            "Clock" => $"{Figures.Signed(verdict.Value, 0)} ms, ±{WithUnit(verdict.Gate, verdict.Limit)}",
            "Funding" when denied && verdict is { Value: 0m } => T("rate unknown"),
            // Shorts are refused below a negative rate, longs above a positive one.
            "Funding" => $"{Figures.Signed(verdict.Value, 1)} {(denied || verdict.Answer == "lowered" ? verdict.Limit < 0 ? "<" : ">" : "≤")} {Figures.Short(verdict.Limit)} % {T("a year")}",
            "MaxPositions" => $"{Figures.Short(verdict.Value)} {(denied ? "≥" : "<")} {Figures.Short(verdict.Limit)}",
            "DailyLoss" or "MinSize" or "Depth" => $"{Number(verdict.Gate, verdict.Value)} {(denied ? "<" : "≥")} {WithUnit(verdict.Gate, verdict.Limit)}",
            // A buy asks for at least half, a sale for at most twice.
            "Imbalance" => $"{Figures.Short(Math.Round(verdict.Value, 2))} {(verdict.Limit < 1m ? denied ? "<" : "≥" : denied ? ">" : "≤")} {Figures.Short(verdict.Limit)}",
            _ when verdict is { Value: 0m, Limit: 0m } => "",
            _ => $"{Number(verdict.Gate, verdict.Value)} {(denied || verdict.Answer == "lowered" ? ">" : "≤")} {WithUnit(verdict.Gate, verdict.Limit)}",
        };
    }

    private static string WithUnit(string gate, decimal limit) => Unit(gate) is { Length: > 0 } unit ? $"{Number(gate, limit)} {unit}" : Number(gate, limit);

    private static string Unit(string gate) => gate switch
    {
        "BookAge" or "Clock" => "ms",
        "Reconcile" or "Equity" or "Connection" => "s",
        "Spread" or "Slippage" => "%",
        "Allocation" or "Leverage" or "TradeRisk" or "OpenRisk" or "DailyLoss" or "Depth" => "USDT",
        _ => "",
    };

    private static string Number(string gate, decimal value) => gate switch
    {
        "Allocation" or "Leverage" or "TradeRisk" or "OpenRisk" or "DailyLoss" or "Depth" => Figures.Money(value),
        "BookAge" or "Clock" => Figures.Whole(value),
        "Reconcile" or "Equity" => Figures.Short(Math.Round(value, 1)),
        "Correlation" => Figures.Short(Math.Round(value, 2)),
        _ => Figures.Short(value),
    };
}
