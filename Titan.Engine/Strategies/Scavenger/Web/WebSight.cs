namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>What a finder may look at: the symbol, Bitcoin beside it (null when it is not traded here), the cycle's time in UTC ticks.</summary>
internal readonly ref struct WebSight(SymbolWatch symbol, SymbolWatch? bitcoin, bool amongTop100, long now)
{
    public SymbolWatch Symbol { get; } = symbol;

    public SymbolWatch? Bitcoin { get; } = bitcoin;

    /// <summary>Of the hundred largest by turnover.</summary>
    public bool AmongTop100 { get; } = amongTop100;

    public long Now { get; } = now;
}
