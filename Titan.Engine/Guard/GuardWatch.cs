using System.Globalization;
using Microsoft.Extensions.Logging;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Guard;

/// <summary>
/// The guard (spec titan-trading 4.7): listens to the engine's heartbeat and, after ten seconds of silence, cancels entries and covers or
/// closes what has no stop. Covered positions are left to their stops. Before each act it listens again: it never acts against an engine
/// that lives. It opens nothing and arms nothing.
/// </summary>
public sealed partial class GuardWatch(IVenue venue, HeartbeatFile heartbeats, GuardReceipts receipts, GuardOptions options, TimeProvider clock, ILogger<GuardWatch> logger) : IDisposable
{
    /// <summary>An engine that beat within this time lives, and its own doors are to be used.</summary>
    public static readonly TimeSpan Lively = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QuietLookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FlattenLookEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan FlattenPatience = TimeSpan.FromSeconds(30);

    private readonly GuardHands _hands = new(venue);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, int> _covers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _closes = new(StringComparer.Ordinal);
    private readonly Lock _hearing = new();
    private string? _beat;
    private long _heardAt;
    private long _lookedAt;
    private bool _quiet;
    private GuardRun? _run;

    /// <summary>The guard as it stands; cheap, from any thread.</summary>
    public GuardView View()
    {
        var (beat, silence) = Listen();
        var acting = Volatile.Read(ref _run) is not null;
        return new GuardView(beat is null ? "NEVER_HEARD" : acting ? "ACTING" : "WATCHING", beat, beat is null ? null : silence.TotalSeconds, Lives);
    }

    private bool Lives => Listen() is { Beat: not null } heard && heard.Silence < Lively;

    private bool IsSilent => Listen() is { Beat: not null } heard && heard.Silence >= TimeSpan.FromSeconds(options.SilenceSeconds);

    /// <summary>Watches until cancelled; whatever a look meets, the next one comes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Listen();
        try
        {
            while (true)
            {
                await Task.Delay(LookEvery, clock, cancellationToken).ConfigureAwait(false);
                await StepAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (_run is { } run)
            {
                await run.EndAsync("guard stopped", CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One look: stands down for an engine that is back, protects while it is silent.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsSilent)
            {
                await StandDownAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            var run = _run ??= Begin("silence", "guard", "", string.Create(CultureInfo.InvariantCulture, $"no beat of the engine for {options.SilenceSeconds} s"));
            if (!_quiet || clock.GetElapsedTime(_lookedAt) >= QuietLookEvery)
            {
                _lookedAt = clock.GetTimestamp();
                await ProtectAsync(run, cancellationToken).ConfigureAwait(false);
                await run.KeepAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Cancels working orders on request.</summary>
    /// <returns>The receipt, or null because the engine lives and its own door is to be used.</returns>
    public Task<GuardReceipt?> CancelAllAsync(string by, string roles, string reason, bool includeProtective, bool force, CancellationToken cancellationToken) =>
        AskedAsync("cancel-all", by, roles, reason, force, async run =>
        {
            await _hands.CancelAsync(run, includeProtective, cancellationToken).ConfigureAwait(false);
            return "done";
        }, cancellationToken);

    /// <summary>Closes everything on request; ends on the venue's own list, or after 30 s with what is left.</summary>
    /// <param name="cause">flatten or kill.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="roles">Roles of who asked.</param>
    /// <param name="reason">Why.</param>
    /// <param name="force">Also while the engine lives.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    /// <returns>The receipt, or null because the engine lives and its own door is to be used.</returns>
    public Task<GuardReceipt?> FlattenAsync(string cause, string by, string roles, string reason, bool force, CancellationToken cancellationToken) =>
        AskedAsync(cause, by, roles, reason, force, run => FlattenAsync(run, cancellationToken), cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async Task<GuardReceipt?> AskedAsync(string cause, string by, string roles, string reason, bool force, Func<GuardRun, Task<string?>> act, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Lives && !force)
            {
                return null;
            }

            var run = Begin(cause, by, roles, reason);
            if (await act(run).ConfigureAwait(false) is { } ended)
            {
                await run.EndAsync(ended, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await run.KeepAsync(cancellationToken).ConfigureAwait(false);
            }

            return run.Receipt;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<string?> FlattenAsync(GuardRun run, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await _hands.CancelAsync(run, includeProtective: false, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; clock.GetElapsedTime(started) < FlattenPatience; attempt++)
        {
            var answer = await _hands.LookAsync(clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            if (answer is { IsKnown: true, Value: { } account })
            {
                var open = account.Positions.Where(position => position.SignedQuantity != 0).ToArray();
                if (open.Length == 0 && account.OpenOrders.Count == 0)
                {
                    run.Tell("flatten", null, true, "the venue confirms 0 positions and 0 orders");
                    return "flat";
                }

                var round = attempt;
                await Task.WhenAll(open.Select(position => _hands.CloseAsync(run, position, round, cancellationToken))).ConfigureAwait(false);
                if (open.Length == 0)
                {
                    await _hands.CancelAsync(run, includeProtective: true, cancellationToken).ConfigureAwait(false);
                }
            }
            else
            {
                run.Tell("look", null, false, answer.Outcome.Text);
            }

            await Task.Delay(FlattenLookEvery, clock, cancellationToken).ConfigureAwait(false);
        }

        run.Tell("flatten", null, false, "not flat after 30 s; ask again");
        return null;
    }

    private async Task ProtectAsync(GuardRun run, CancellationToken cancellationToken)
    {
        var answer = await _hands.LookAsync(clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (answer is not { IsKnown: true, Value: { } account })
        {
            _quiet = false;
            run.Tell("look", null, false, answer.Outcome.Text);
            return;
        }

        var plan = GuardPlan.Of(account);
        _quiet = plan.IsQuiet && !(options.FlattenCovered && plan.Covered.Count > 0);
        if (plan.CancelEntries && IsSilent)
        {
            await _hands.CancelAsync(run, includeProtective: false, cancellationToken).ConfigureAwait(false);
        }

        foreach (var position in plan.Uncovered)
        {
            await CoverOrCloseAsync(run, position, cancellationToken).ConfigureAwait(false);
        }

        foreach (var position in plan.Covered)
        {
            if (options.FlattenCovered && IsSilent)
            {
                await _hands.CloseAsync(run, position, Count(_closes, position.Symbol), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                run.Tell("leave", position.Symbol, true, "covered; left to its stop");
            }
        }

        if (_quiet)
        {
            run.Tell("look", null, true, "no entry works, every position has its stop");
        }
    }

    private async Task CoverOrCloseAsync(GuardRun run, VenuePosition position, CancellationToken cancellationToken)
    {
        if (!IsSilent || await _hands.CoverAsync(run, position, options.StopFraction, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (Count(_covers, position.Symbol) >= options.CoverAttempts && IsSilent)
        {
            await _hands.CloseAsync(run, position, Count(_closes, position.Symbol), cancellationToken).ConfigureAwait(false);
        }
    }

    private static int Count(Dictionary<string, int> counts, string symbol) => counts[symbol] = counts.GetValueOrDefault(symbol) + 1;

    private async Task StandDownAsync(CancellationToken cancellationToken)
    {
        if (_run is { } run)
        {
            (_run, _quiet) = (null, false);
            _covers.Clear();
            _closes.Clear();
            LogBack(logger, run.Receipt.Id);
            await run.EndAsync("engine back", cancellationToken).ConfigureAwait(false);
        }
    }

    private GuardRun Begin(string cause, string by, string roles, string reason)
    {
        var (beat, silence) = Listen();
        var now = clock.GetUtcNow();
        var receipt = new GuardReceipt
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"guard-{now.ToUnixTimeMilliseconds()}-{cause}"),
            Cause = cause,
            By = by,
            Roles = roles,
            Reason = reason,
            LastBeat = beat,
            SilentForSeconds = Math.Round(silence.TotalSeconds, 1),
            StartedAt = now,
        };
        LogBegun(logger, cause, by, receipt.SilentForSeconds);
        return new GuardRun(receipt, receipts, clock, Say);
    }

    private void Say(GuardStep step)
    {
        if (step.Ok)
        {
            LogStep(logger, step.Act, step.Symbol, step.Detail);
        }
        else
        {
            LogFailed(logger, step.Act, step.Symbol, step.Detail);
        }
    }

    // Any change of the file is a beat; what it says matters to people only.
    private (string? Beat, TimeSpan Silence) Listen()
    {
        var beat = heartbeats.Read();
        lock (_hearing)
        {
            if (beat is not null && beat != _beat)
            {
                (_beat, _heardAt) = (beat, clock.GetTimestamp());
            }

            return (_beat, _beat is null ? TimeSpan.Zero : clock.GetElapsedTime(_heardAt));
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "GUARD_ACTING ({Cause}, by {By}): the engine has been silent for {Seconds} s")]
    private static partial void LogBegun(ILogger logger, string cause, string by, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "GUARD {Act} {Symbol}: {Detail}")]
    private static partial void LogStep(ILogger logger, string act, string? symbol, string detail);

    [LoggerMessage(3, LogLevel.Critical, "GUARD {Act} {Symbol} FAILED: {Detail}")]
    private static partial void LogFailed(ILogger logger, string act, string? symbol, string detail);

    [LoggerMessage(4, LogLevel.Warning, "GUARD_STANDS_DOWN: the engine beats again; receipt {Id}")]
    private static partial void LogBack(ILogger logger, string id);
}

/// <summary>
/// The guard for people: NEVER_HEARD (no engine beat in this folder yet: it acts on request only), WATCHING or ACTING; the last beat, and the
/// seconds since it changed.
/// </summary>
public sealed record GuardView(string State, string? LastBeat, double? SilentForSeconds, bool EngineLives);
