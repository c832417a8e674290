namespace Titan.Web.Live;

/// <summary>
/// A question to the database as a panel holds it: nothing yet, an answer, or why there is none. A newer question ends the older one; while one
/// runs, the last answer stays.
/// </summary>
public sealed class Asked<TAnswer> : IDisposable
    where TAnswer : class
{
    private CancellationTokenSource? _running;

    /// <summary>The newest answer; null before the first.</summary>
    public TAnswer? Answer { get; private set; }

    /// <summary>The last question failed; what is shown is older than it.</summary>
    public bool Failed { get; private set; }

    public bool IsLoading => Answer is null && !Failed;

    /// <summary>Asks. Returns true when what is shown changed.</summary>
    public async Task<bool> AskAsync(Func<CancellationToken, Task<TAnswer>> question, Action<Exception>? onFailure = null)
    {
        var mine = new CancellationTokenSource();
        var older = Interlocked.Exchange(ref _running, mine);
        if (older is not null)
        {
            await older.CancelAsync();
        }

        try
        {
            var answer = await question(mine.Token);
            if (mine.IsCancellationRequested)
            {
                return false;
            }

            var changed = Failed || !answer.Equals(Answer);
            (Answer, Failed) = (answer, false);
            return changed;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            onFailure?.Invoke(problem);
            var changed = !Failed;
            Failed = true;
            return changed;
        }
        finally
        {
            Interlocked.CompareExchange(ref _running, null, mine);
            mine.Dispose();
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _running, null)?.Cancel();
}
