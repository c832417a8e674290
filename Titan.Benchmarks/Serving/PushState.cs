using System.Globalization;
using Titan.Benchmarks.Data;

namespace Titan.Benchmarks.Serving;

/// <summary>What the floors of goal 9 push: ten rows of symbol, mark and gain, and two figures, all as finished texts that change with every beat.</summary>
/// <param name="At">When it was made, in milliseconds since the epoch.</param>
internal sealed record PushState(long At, string Equity, string Pnl, string[][] Rows)
{
    /// <summary>Five times a second.</summary>
    public const long BeatMs = 200;

    private const int RowCount = 10;

    public static PushState Of(long beat)
    {
        var step = beat / BeatMs % 200;
        return new PushState(
            beat, Two(10_010_450m + step), $"+{Two(10_450m + step)}",
            [.. MarketInstrument.Make(RowCount).Select(instrument => new[] { instrument.Symbol, Two(61_000m - (instrument.Index * 5_000m) + (step / 10m)), $"+{Two(1_000m + (instrument.Index * 10m) + (step / 10m))}" })]);
    }

    private static string Two(decimal figure) => figure.ToString("#,0.00", CultureInfo.InvariantCulture);
}
