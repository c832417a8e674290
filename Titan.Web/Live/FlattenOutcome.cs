using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One row of how a flatten ended.</summary>
public sealed record FlattenOutcomeRow(string Symbol, bool Closed, string Fill, string Words);

/// <summary>How FLATTEN ALL ended, in the venue's word: flat with its receipt, or not flat yet and what is still open.</summary>
public sealed record FlattenOutcome(bool Flat, Tone Tone, string Title, string Detail, ValueList<FlattenOutcomeRow> Rows, FlattenReceiptView? Receipt = null)
{
    private static string FlatTitle => T("Flat. The venue confirms 0 positions and 0 orders.");

    /// <summary>The engine's answer to the operator who asked.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="before">The picture when it was asked: it still knows the decimals of what is closed now.</param>
    /// <param name="now">The picture at the answer: it knows the stops of what is still open.</param>
    public static FlattenOutcome Of(CommandResult result, EngineSnapshot before, EngineSnapshot now)
    {
        ValueList<FlattenOutcomeRow> rows = [.. result.Rows.Select(row => RowOf(row, before))];
        var took = result.Duration > TimeSpan.Zero ? T("asked to confirmed in {0}", Figures.Took(result.Duration)) : "";
        return result.Status switch
        {
            CommandStatus.Done => new FlattenOutcome(true, Tone.Ok, FlatTitle, took, rows, result.Receipt is { } receipt ? FlattenReceiptView.Of(receipt) : null),
            CommandStatus.StillRunning => new FlattenOutcome(false, Tone.Critical, T("Not flat."), StillOpen(result, now), rows),
            CommandStatus.Unreachable => new FlattenOutcome(false, Tone.Critical, T("Not flat. The venue could not be asked."), T("{0} Nothing is resent.", Said(result.Message)), rows),
            _ => new FlattenOutcome(false, Tone.Warn, T("Not started."), Said(result.Message), rows),
        };
    }

    /// <summary>A kept receipt, for who did not ask or looks again.</summary>
    public static FlattenOutcome Kept(FlattenReceipt receipt) => new(true, Tone.Ok, FlatTitle, "", [], FlattenReceiptView.Of(receipt));

    /// <summary>What an operator sees whose own command it was not, while the receipt is not told yet: only the venue's word ends a run.</summary>
    public static FlattenOutcome Ended(FlattenView last, DateTimeOffset at) => new(
        true,
        Tone.Ok,
        FlatTitle,
        T("started by {0} {1} · seen {2}", last.By, last.StartedAt, Figures.Clock(at)),
        [.. last.Legs.Select(leg => new FlattenOutcomeRow(leg.Symbol, true, "", T("closed")))]);

    private static string StillOpen(CommandResult result, EngineSnapshot snapshot)
    {
        var open = result.Rows.Where(row => !row.Success).ToArray();
        var closed = result.Rows.Count - open.Length;
        if (open.Length == 0)
        {
            return T("Every close is filled; the venue has not confirmed it yet. Titan goes on until it does.");
        }

        var first = open[0];
        var stop = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == first.Symbol) is { Position.StopLoss: { } price } view
            ? T(" Its stop is live at {0}.", Figures.Exact(price, view.PriceDecimals))
            : T(" It has no live stop.");
        return T("{0} of {1} closed; {2} is still open: {3}.{4} Titan goes on until the venue says flat.", closed, result.Rows.Count, first.Symbol, first.Error is { } why ? Said(why) : T("no answer yet"), stop);
    }

    private static FlattenOutcomeRow RowOf(CommandRow row, EngineSnapshot snapshot)
    {
        var decimals = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == row.Symbol)?.PriceDecimals ?? 0;
        return new FlattenOutcomeRow(
            row.Symbol, row.Success, row.FillPrice is { } price ? Figures.Exact(decimal.Round(price, Math.Max(decimals, 6)), decimals) : Figures.Missing, row.Success ? T("closed") : row.Error is { } why ? Said(why) : T("no answer yet"));
    }
}
