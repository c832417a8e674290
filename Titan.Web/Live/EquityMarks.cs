using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One closed trade on the equity curve.</summary>
/// <param name="At">Seconds since the epoch.</param>
/// <param name="Sign">1 for a gain, −1 for a loss, 0 for neither: drawn into the disc, because color alone tells nobody who cannot see it.</param>
/// <param name="Token">CSS variable of its color.</param>
/// <param name="Label">Coin and result, shown where there is room.</param>
/// <param name="Text">The trade in a sentence, for the pointer.</param>
/// <param name="Address">Where its record is; null when nobody here decided it.</param>
public sealed record EquityMark(long At, int Sign, string Token, string Label, string Text, string? Address);

/// <summary>The closed trades of a range as marks on the equity curve, oldest first, and how many there were in all.</summary>
public sealed record EquityMarks(ValueList<EquityMark> Rows, int Total)
{
    /// <summary>More would hide the curve.</summary>
    public const int Most = 200;

    private const string Quote = "USDT";

    public static EquityMarks None { get; } = new([], 0);

    /// <param name="trades">Newest first, as the history tells them.</param>
    /// <param name="total">How many the range has.</param>
    public static EquityMarks Of(IEnumerable<ClosedTrade> trades, int total) => new([.. trades.Take(Most).OrderBy(trade => trade.ClosedAt).Select(Of)], total);

    /// <summary>What tells that another trade was closed, without asking the database.</summary>
    public static (int Closed, decimal Realized) KeyOf(EngineSnapshot snapshot) => (snapshot.Statistics.Closed, snapshot.Statistics.RealizedToday);

    /// <summary>The trades in a sentence behind that of the curve.</summary>
    public string Describe()
    {
        if (Total == 0)
        {
            return T("No trade closed in this range.");
        }

        var (gains, losses) = (Rows.Count(mark => mark.Sign > 0), Rows.Count(mark => mark.Sign < 0));
        var closed = Figures.Plural(Total, T("closed trade"), T("closed trades"));
        return Total > Rows.Count
            ? T("{0}, the newest {1} marked: {2} with a gain, {3} with a loss.", closed, Rows.Count, gains, losses)
            : T("{0}: {1} with a gain, {2} with a loss.", closed, gains, losses);
    }

    private static EquityMark Of(ClosedTrade trade)
    {
        var (symbol, net) = (trade.Instrument.Value, Figures.SignedMoney(trade.NetPnl));
        var coin = symbol.EndsWith(Quote, StringComparison.Ordinal) && symbol.Length > Quote.Length ? symbol[..^Quote.Length] : symbol;
        return new EquityMark(
            trade.ClosedAt.ToUnixTimeSeconds(),
            Math.Sign(trade.NetPnl),
            trade.NetPnl > 0 ? PriceLevels.LongToken : trade.NetPnl < 0 ? PriceLevels.ShortToken : "--text-2",
            $"{coin} {net}",
            T("{0} {1} closed, net {2} USDT", symbol, trade.Long ? "LONG" : "SHORT", net),
            string.IsNullOrEmpty(trade.Correlation.Value) ? null : FormattableString.Invariant($"why?signal={Uri.EscapeDataString(trade.Correlation.Value)}&at={trade.OpenedAt.ToUnixTimeMilliseconds()}"));
    }
}
