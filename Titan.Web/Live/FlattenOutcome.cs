using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>One row of how a flatten ended.</summary>
public sealed record FlattenOutcomeRow(string Symbol, bool Closed, string Fill, string Words);

/// <summary>How FLATTEN ALL ended, in the venue's word: flat with its receipt, or not flat yet and what is still open.</summary>
public sealed record FlattenOutcome(bool Flat, Tone Tone, string Title, string Detail, ValueList<FlattenOutcomeRow> Rows, FlattenReceiptView? Receipt = null)
{
    private const string FlatTitle = "Flat. The venue confirms 0 positions and 0 orders.";

    /// <summary>The engine's answer to the operator who asked.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="before">The picture when it was asked: it still knows the decimals of what is closed now.</param>
    /// <param name="now">The picture at the answer: it knows the stops of what is still open.</param>
    public static FlattenOutcome Of(CommandResult result, EngineSnapshot before, EngineSnapshot now)
    {
        ValueList<FlattenOutcomeRow> rows = [.. result.Rows.Select(row => RowOf(row, before))];
        var took = result.Duration > TimeSpan.Zero ? $"asked to confirmed in {Figures.Took(result.Duration)}" : "";
        return result.Status switch
        {
            CommandStatus.Done => new FlattenOutcome(true, Tone.Ok, FlatTitle, took, rows, result.Receipt is { } receipt ? FlattenReceiptView.Of(receipt) : null),
            CommandStatus.StillRunning => new FlattenOutcome(false, Tone.Critical, "Not flat.", StillOpen(result, now), rows),
            CommandStatus.Unreachable => new FlattenOutcome(false, Tone.Critical, "Not flat. The venue could not be asked.", $"{result.Message} Nothing is resent.", rows),
            _ => new FlattenOutcome(false, Tone.Warn, "Not started.", result.Message, rows),
        };
    }

    /// <summary>A kept receipt, for who did not ask or looks again.</summary>
    public static FlattenOutcome Kept(FlattenReceipt receipt) => new(true, Tone.Ok, FlatTitle, "", [], FlattenReceiptView.Of(receipt));

    /// <summary>What an operator sees whose own command it was not, while the receipt is not told yet: only the venue's word ends a run.</summary>
    public static FlattenOutcome Ended(FlattenView last, DateTimeOffset at) => new(
        true,
        Tone.Ok,
        FlatTitle,
        $"started by {last.By} {last.StartedAt} · seen {Figures.Clock(at)}",
        [.. last.Legs.Select(leg => new FlattenOutcomeRow(leg.Symbol, true, "", "closed"))]);

    private static string StillOpen(CommandResult result, EngineSnapshot snapshot)
    {
        var open = result.Rows.Where(row => !row.Success).ToArray();
        var closed = result.Rows.Count - open.Length;
        if (open.Length == 0)
        {
            return "Every close is filled; the venue has not confirmed it yet. Titan goes on until it does.";
        }

        var first = open[0];
        var stop = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == first.Symbol) is { Position.StopLoss: { } price } view
            ? $" Its stop is live at {Figures.Exact(price, view.PriceDecimals)}."
            : " It has no live stop.";
        return $"{closed} of {result.Rows.Count} closed; {first.Symbol} is still open: {first.Error ?? "no answer yet"}.{stop} Titan goes on until the venue says flat.";
    }

    private static FlattenOutcomeRow RowOf(CommandRow row, EngineSnapshot snapshot)
    {
        var decimals = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == row.Symbol)?.PriceDecimals ?? 0;
        return new FlattenOutcomeRow(
            row.Symbol, row.Success, row.FillPrice is { } price ? Figures.Exact(decimal.Round(price, Math.Max(decimals, 6)), decimals) : Figures.Missing, row.Success ? "closed" : row.Error ?? "no answer yet");
    }
}
