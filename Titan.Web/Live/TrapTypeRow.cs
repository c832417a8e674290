using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>A trap type's week: trades, win rate, USDT, mean R; and what it did since start, for the title.</summary>
public sealed record TrapTypeRow(string Type, string Trades, string Win, string Net, Tone NetTone, string AverageR, [property: Cell] string About);
