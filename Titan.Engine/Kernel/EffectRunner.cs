using Microsoft.Extensions.Logging;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>
/// Performs effects at the venue and brings the answers back as inputs. Each runs on its own; priorities and rates are the adapter's
/// matter. An adapter that throws where it must answer is our bug: the outcome is then unknown.
/// </summary>
internal sealed partial class EffectRunner(IVenue venue, InstrumentWatch watch, TimeProvider clock, EmergencyMarker marker, Action<EngineInput> post, ILogger logger)
{
    private int _inFlight;

    /// <summary>Effects started and not yet answered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Orders among these are on their way to the disk: their requests are put together meanwhile.</summary>
    public void Prepare(IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects)
        {
            if (effect is SendOrder send)
            {
                try
                {
                    venue.Prepare(send.Order);
                }
                catch (Exception problem)
                {
                    // Only ahead of time: the sending itself says what is wrong, and must not be lost.
                    LogFailed(logger, "preparing an order", problem);
                }
            }
        }
    }

    /// <summary>Starts effects in order; returns at once. Cancellation ends the waits, the venue's word is then unknown.</summary>
    public void Run(IReadOnlyList<Effect> effects, CancellationToken cancellationToken)
    {
        foreach (var effect in effects)
        {
            Interlocked.Increment(ref _inFlight);
            _ = RunOneAsync(effect, cancellationToken);
        }
    }

    private async Task RunOneAsync(Effect effect, CancellationToken cancellationToken)
    {
        try
        {
            if (await PerformAsync(effect, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                post(answer);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process is stopping; the next start asks the venue.
        }
        catch (Exception problem)
        {
            LogFailed(logger, effect.GetType().Name, problem);
            if (OnFailure(effect, problem.Message) is { } answer)
            {
                post(answer);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task<EngineInput?> PerformAsync(Effect effect, CancellationToken cancellationToken) => effect switch
    {
        SendOrder { Order: { NotAfter: { } limit } late } when clock.GetUtcNow() > limit =>
            new SendAnswered(late.ClientOrderId, VenueOutcome.Rejected(VenueOutcome.NotSentCode, "not sent: it came too late")),
        SendOrder send => new SendAnswered(send.Order.ClientOrderId, await venue.SubmitAsync(send.Order, cancellationToken).ConfigureAwait(false)),
        CancelOrder cancel => new CancelAnswered(cancel.Id, await venue.CancelAsync(cancel.Instrument, cancel.Id, cancellationToken).ConfigureAwait(false)),
        CancelEverything all => new EverythingCancelled(all.Correlation, await venue.CancelAllAsync(all.IncludeProtective, cancellationToken).ConfigureAwait(false)),
        CancelForeignOrder foreign => new ForeignCancelled(foreign.Correlation, await venue.CancelAsync(foreign.Instrument, foreign.Id, cancellationToken).ConfigureAwait(false)),
        AttachProtection attach => new ProtectionAnswered(
            attach.Instrument.Id.Value, await venue.SetProtectionAsync(attach.Instrument, attach.StopLoss, attach.TakeProfit, cancellationToken).ConfigureAwait(false), attach.AskedBy),
        LoadInstrument load => new InstrumentLoaded(load.Symbol, await venue.GetInstrumentsAsync([load.Symbol], cancellationToken).ConfigureAwait(false)),
        WatchInstrument joined => await watch.BeginAsync(joined.Instrument, cancellationToken).ConfigureAwait(false),
        WriteEmergencyMarker write => await marker.WriteAsync(write.By, write.Reason, write.At, cancellationToken).ConfigureAwait(false),
        RemoveEmergencyMarker => marker.Remove(),
        AskForOrder ask => new OrderFound(ask.Id, await venue.FindOrderAsync(ask.Instrument, ask.Id, cancellationToken).ConfigureAwait(false)),
        AskForAccount ask => new AccountAnswered(ask.Trigger, await venue.GetAccountAsync(ask.ExecutionsSince, cancellationToken).ConfigureAwait(false)),
        AskForWallet => new WalletAnswered(await venue.GetWalletAsync(cancellationToken).ConfigureAwait(false)),
        AskForClosedPnl ask => new ClosedPnlAnswered(ask.Instrument.Id.Value, await venue.GetClosedPnlAsync(ask.Instrument, ask.Since, cancellationToken).ConfigureAwait(false)),
        SetLeverage set => await LeverageAsync(set, cancellationToken).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"Nobody performs {effect.GetType().Name}."),
    };

    private async Task<EngineInput?> LeverageAsync(SetLeverage set, CancellationToken cancellationToken)
    {
        var outcome = await venue.SetLeverageAsync(set.Instrument, set.Leverage, cancellationToken).ConfigureAwait(false);
        if (!outcome.IsAccepted)
        {
            LogLeverage(logger, set.Instrument.Id.Value, outcome.Code, outcome.Text);
        }

        return null;
    }

    private static EngineInput? OnFailure(Effect effect, string why) => effect switch
    {
        SendOrder send => new SendAnswered(send.Order.ClientOrderId, VenueOutcome.Unknown(why)),
        CancelOrder cancel => new CancelAnswered(cancel.Id, VenueOutcome.Unknown(why)),
        CancelEverything all => new EverythingCancelled(all.Correlation, VenueAnswer<IReadOnlyList<VenueOrderId>>.None(VenueOutcome.Unknown(why))),
        CancelForeignOrder foreign => new ForeignCancelled(foreign.Correlation, VenueOutcome.Unknown(why)),
        AttachProtection attach => new ProtectionAnswered(attach.Instrument.Id.Value, VenueOutcome.Unknown(why), attach.AskedBy),
        LoadInstrument load => new InstrumentLoaded(load.Symbol, VenueAnswer<IReadOnlyList<Instrument>>.None(VenueOutcome.Unknown(why))),
        WatchInstrument joined => new InstrumentWatched(joined.Instrument, 0, why),
        AskForOrder ask => new OrderFound(ask.Id, VenueAnswer<IReadOnlyList<OrderReport>>.None(VenueOutcome.Unknown(why))),
        AskForAccount ask => new AccountAnswered(ask.Trigger, VenueAnswer<AccountSnapshot>.None(VenueOutcome.Unknown(why))),
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "Effect {Effect} failed")]
    private static partial void LogFailed(ILogger logger, string effect, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "Leverage of {Symbol} not set: {Code} {Text}")]
    private static partial void LogLeverage(ILogger logger, string symbol, int code, string text);
}
