using Titan.Engine.Kernel;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One line of the chart, as a row: how far it is from the price now.</summary>
public sealed record PriceLevelRow(string Label, string Price, string Away);

/// <summary>One price of the line, as a row.</summary>
public sealed record PriceRow(string At, string Price);

/// <summary>A price chart as tables: its lines, what happened, and the price at even steps.</summary>
public sealed record PriceTableView(ValueList<PriceLevelRow> Levels, ValueList<PriceMark> Marks, ValueList<PriceRow> Prices)
{
    private const int RowsOfPrices = 24;

    /// <param name="at">Price from which the lines are told; null: the newest.</param>
    public static PriceTableView Of(PriceSeries series, PriceLevels levels, ValueList<PriceMark> marks, double? at = null)
    {
        var now = at ?? series.Prices.LastOrDefault(price => price is not null);
        var step = Math.Max(1, series.Times.Length / RowsOfPrices);
        var rows = Enumerable.Range(0, series.Times.Length).Reverse().Where(index => (series.Times.Length - 1 - index) % step == 0).Take(RowsOfPrices)
            .Select(index => new PriceRow(ViewerZone.Stamp(DateTimeOffset.FromUnixTimeSeconds(series.Times[index])), series.Prices[index] is { } price ? Figures.Mark((decimal)price, levels.Decimals) : T("nothing heard")));
        return new PriceTableView(
            [.. levels.Rows.OrderByDescending(level => level.Price).Select(level => new PriceLevelRow(level.Label, level.Text, now is > 0 ? $"{Figures.Signed((decimal)((level.Price - now.Value) / now.Value * 100d), 2)} %" : Figures.Missing))],
            [.. marks.Reverse()],
            [.. rows]);
    }
}
