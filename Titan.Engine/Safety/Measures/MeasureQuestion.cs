using Titan.Engine.Configuration;
using Titan.Engine.Ledger;

namespace Titan.Engine.Safety.Measures;

/// <summary>Everything a measure may look at. <see cref="Equity"/> is null while it is unknown or stale.</summary>
internal readonly record struct MeasureQuestion(
    EngineState State, TitanConfig Config, InstrumentTable Instruments, Surroundings Surroundings, EquityTrail Trail, decimal? Equity, DateTimeOffset Now)
{
    public const string UnknownEquity = "equity unknown";

    /// <summary>A fall from a reference, against a limit in fractions; percent in the reading. Strictly greater is over.</summary>
    public MeasureReading Fall(decimal reference, decimal limit)
    {
        if (Equity is not { } equity)
        {
            return MeasureReading.NotKnown(limit * 100m, UnknownEquity);
        }

        var from = Math.Max(reference, equity);
        var fall = from > 0 ? (from - equity) / from : 0m;
        return MeasureReading.Rising(fall * 100m, limit * 100m, fall > limit, "", from * (1m - limit));
    }
}
