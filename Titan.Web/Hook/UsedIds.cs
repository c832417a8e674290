using System.Data.Common;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Web.Api;

namespace Titan.Web.Hook;

/// <summary>
/// An id and its type are used once and never again (spec titan-trading 4.1): what the engine has forgotten, by age or because a thousand others came,
/// the database still knows. Within its memory the engine answers itself, with what the first message came to.
/// </summary>
internal sealed class UsedIds(ISignalHistory history, IEngine engine)
{
    /// <summary>Ids that the engine remembers at most.</summary>
    private const int Remembered = 1_000;

    /// <param name="signal">What came.</param>
    /// <param name="memory">How long the engine's memory is relied on: <c>execution.signalTtlSeconds</c>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The word it is counted under and the answer; null when the engine may hear it.</returns>
    public async Task<(string Word, IResult Answer)?> WhyNotAsync(Signal signal, TimeSpan memory, CancellationToken cancellationToken)
    {
        if (signal.Phase == SignalPhase.Heartbeat)
        {
            return null;
        }

        try
        {
            return await history.FindAsync(signal.Id, Remembered, cancellationToken) is var (line, newer)
                && line.Phases.Contains(SignalEvents.Word(signal.Phase), StringComparer.Ordinal)
                && (engine.Snapshot.At - line.LastAt > memory || newer >= Remembered)
                ? ("DUPLICATE_SIGNAL_ID", SignalShapes.UsedBefore(signal, line))
                : null;
        }
        catch (DbException) when (signal.Phase is SignalPhase.Abort or SignalPhase.CloseLong or SignalPhase.CloseShort)
        {
            // What only reduces is never refused for a disk.
            return null;
        }
        catch (DbException)
        {
            return ("UNAVAILABLE", Problems.Of(503, "NOT_READY", "The database does not answer, so it is not known whether this id was used; nothing was done. Send it again."));
        }
    }
}
