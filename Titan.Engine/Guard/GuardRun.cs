namespace Titan.Engine.Guard;

/// <summary>A run of the guard while it goes on: its steps, each told once, and its receipt on disk after each.</summary>
internal sealed class GuardRun(GuardReceipt receipt, GuardReceipts receipts, TimeProvider clock, Action<GuardStep> say)
{
    private readonly List<GuardStep> _steps = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public GuardReceipt Receipt => receipt with { Steps = [.. _steps] };

    /// <summary>A step, unless the same was told before.</summary>
    public void Tell(string act, string? symbol, bool ok, string detail)
    {
        if (_told.Add($"{act}|{symbol}|{ok}|{detail}"))
        {
            var step = new GuardStep(clock.GetUtcNow(), act, symbol, ok, detail);
            _steps.Add(step);
            say(step);
        }
    }

    /// <summary>Writes the receipt as it stands; a folder that cannot be written is no reason to stop protecting.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await receipts.SaveAsync(Receipt, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Tell("receipt", null, false, problem.Message);
        }
    }

    public Task EndAsync(string how, CancellationToken cancellationToken)
    {
        receipt = receipt with { Ended = how, EndedAt = clock.GetUtcNow() };
        return KeepAsync(cancellationToken);
    }
}
