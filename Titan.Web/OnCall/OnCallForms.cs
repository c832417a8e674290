using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.OnCall;

/// <summary>How a form's act ended; <paramref name="Replayed"/> when the form had been sent before and this is the outcome of then.</summary>
public sealed record OnCallOutcome(CommandResult Result, bool Replayed);

/// <summary>
/// Forms that act once. Each is drawn with a sealed id that names its account, its act and the correlation id of what it will do; sending it
/// again, in another tab, by a reload or after a restart, shows the outcome of the first time.
/// </summary>
public sealed class OnCallForms(IEngine engine, IHistory history, IDataProtectionProvider protection)
{
    private const int Remembered = 2_048;

    /// <summary>Refused before anything was done: the same form may try again.</summary>
    private static readonly HashSet<string> NothingDone = new(StringComparer.Ordinal)
    {
        "NOT_READY", "STOPPING", "FLATTEN_RUNNING", "WRONG_KILL_CODE", "KILL_CODE_WAIT", "FORBIDDEN",
    };

    private readonly IDataProtector _seal = protection.CreateProtector("titan.oncall.form");
    private readonly Lock _lock = new();
    private readonly Dictionary<CorrelationId, Lazy<Task<CommandResult>>> _outcomes = [];
    private readonly Queue<CorrelationId> _order = [];
    private readonly string _life = engine.NewCorrelation("life").Value;

    /// <summary>A new sealed id.</summary>
    public string Make(string account, string act) => _seal.Protect($"{account}\n{act}\n{engine.NewCorrelation($"oncall-{act}").Value}\n{_life}");

    /// <returns>The form, or null when it is not one of ours for this account and act.</returns>
    public OnCallForm? Read(string account, string act, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return _seal.Unprotect(text).Split('\n') is [var name, var what, var id, var life] && name == account && what == act
                ? new OnCallForm(new CorrelationId(id), life == _life)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A form for a caller who brings none (Basic): it acts, and nothing can replay it.</summary>
    public OnCallForm Fresh(string act) => new(engine.NewCorrelation($"oncall-{act}"), true);

    /// <summary>Does the act, unless the form did it already.</summary>
    public async Task<OnCallOutcome> OnceAsync(OnCallForm form, string account, Func<CorrelationId, Task<CommandResult>> act, CancellationToken cancellationToken)
    {
        if (!form.OfThisLife && await EarlierAsync(form.Id, account, cancellationToken) is { } earlier)
        {
            return new OnCallOutcome(earlier, true);
        }

        var outcome = Claim(form.Id, act, null, out var mine);
        var result = await outcome.Value.WaitAsync(cancellationToken);
        if (!mine && MayTryAgain(result))
        {
            outcome = Claim(form.Id, act, outcome, out mine);
            result = await outcome.Value.WaitAsync(cancellationToken);
        }

        return new OnCallOutcome(mine ? result : await FreshestAsync(form.Id, result, cancellationToken), !mine);
    }

    private static bool MayTryAgain(CommandResult result) => result.Status is CommandStatus.Invalid or CommandStatus.NotFound || NothingDone.Contains(result.Code);

    // The act itself begins outside the lock: judging a kill code takes its time, and other forms must not wait for it.
    private Lazy<Task<CommandResult>> Claim(CorrelationId id, Func<CorrelationId, Task<CommandResult>> act, Lazy<Task<CommandResult>>? stale, out bool mine)
    {
        lock (_lock)
        {
            var known = _outcomes.GetValueOrDefault(id);
            mine = known is null || known == stale;
            if (!mine)
            {
                return known!;
            }

            if (known is null)
            {
                _order.Enqueue(id);
            }

            var outcome = new Lazy<Task<CommandResult>>(() => act(id));
            _outcomes[id] = outcome;
            while (_order.Count > Remembered)
            {
                _outcomes.Remove(_order.Dequeue());
            }

            return outcome;
        }
    }

    // What was still running when it was answered may be flat by now.
    private async Task<CommandResult> FreshestAsync(CorrelationId id, CommandResult result, CancellationToken cancellationToken) =>
        result.Status == CommandStatus.StillRunning && await ReceiptAsync(id, cancellationToken) is { } receipt
            ? CommandResult.Done("Flat. The venue confirms 0 positions and 0 orders.") with { Receipt = receipt }
            : result;

    // The process that drew the form is gone; the audit knows whether its act was begun.
    private async Task<CommandResult?> EarlierAsync(CorrelationId id, string account, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await history.GetAuditAsync(null, null, account, null, 0, 1_000, cancellationToken);
            if (rows.FirstOrDefault(row => row.Correlation == id.Value && row.Result is not ("Refused" or "Invalid" or "NotFound")) is not { } row)
            {
                return null;
            }

            if (engine.Snapshot.Flatten is { } run && run.Correlation == id)
            {
                return new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "Not flat yet; Titan goes on until the venue says flat.") { RunningId = id.Value };
            }

            var when = row.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            return CommandResult.Done($"{row.Action} was sent at {when} UTC, before the console started anew.") with { Receipt = await ReceiptAsync(id, cancellationToken) };
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or InvalidOperationException)
        {
            // A database that cannot be read must not hold a stop.
            return null;
        }
    }

    private async Task<FlattenReceipt?> ReceiptAsync(CorrelationId id, CancellationToken cancellationToken) =>
        engine.Snapshot.LastFlatten is { } last && last.Id == id.Value ? last : await history.GetFlattenAsync(id.Value, cancellationToken);
}

/// <summary>A form as it came back.</summary>
/// <param name="Id">Correlation id of its act.</param>
/// <param name="OfThisLife">Drawn by this process, whose memory knows every form that was sent.</param>
public sealed record OnCallForm(CorrelationId Id, bool OfThisLife);
