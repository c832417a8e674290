using Titan.Engine.Model;

namespace Titan.Engine.Safety.Measures;

/// <summary>
/// SAFETY_STOP: the mean of the last thirty trades lies two deviations below what was expected (spec titan-trading 4.6). Expected is what
/// the settings say, else the account's own trades before those thirty; with neither there is nothing to drift from. Judged once per trade.
/// </summary>
internal sealed class PerformanceDrift : IMeasure
{
    private const int Window = 30;
    private const int Fewest = 5;

    public string Code => "SAFETY_STOP";

    public string Name => "performance against expectation";

    public string Unit => "Z";

    public MeasureEffect Effect => MeasureEffect.Disarm;

    public bool OnCrossing => true;

    public MeasureReading Read(in MeasureQuestion question)
    {
        var limit = question.Config.Safety.Zscore;
        var trades = question.State.ClosedTrades;
        if (trades.Count < Fewest)
        {
            return MeasureReading.NotKnown(limit, $"{trades.Count} of {Fewest} trades");
        }

        var safety = question.Config.Safety;
        var expected = safety.ExpectedTradeStdev > 0 ? ((double)safety.ExpectedTradePnl, (double)safety.ExpectedTradeStdev) : Earlier(trades);
        if (expected is not var (mean, deviation) || deviation <= 0)
        {
            return MeasureReading.NotKnown(limit, "no expectation: neither configured nor thirty older trades");
        }

        var seen = trades.Skip(Math.Max(0, trades.Count - Window)).Average(trade => (double)trade.NetPnl);
        var z = decimal.Round((decimal)Math.Clamp((seen - mean) / deviation, -1_000.0, 1_000.0), 4);
        return new MeasureReading(z, limit, z < limit, limit < 0 ? Math.Max(0m, decimal.Round(z / limit, 4)) : null, null, trades.Last().TradeId);
    }

    private static (double Mean, double Deviation)? Earlier(IReadOnlyCollection<ClosedTrade> trades)
    {
        if (trades.Count < Window * 2)
        {
            return null;
        }

        var older = trades.Take(trades.Count - Window).Select(trade => (double)trade.NetPnl).ToArray();
        var mean = older.Average();
        return (mean, Math.Sqrt(older.Sum(pnl => (pnl - mean) * (pnl - mean)) / (older.Length - 1)));
    }
}
