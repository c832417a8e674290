using Titan.Engine.Kernel;

namespace Titan.Web.Access;

/// <summary>
/// The first question to the accounts puts together what all later ones use. It is asked here once the engine is ready, so that neither a start nor
/// the first person who signs in waits for it. Nothing depends on it.
/// </summary>
internal sealed partial class AccountWarmup(IEngine engine, AccountStore accounts, TimeProvider wall, ILogger<AccountWarmup> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, wall);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (engine.Snapshot.Readiness.Ready)
                {
                    await accounts.FindAsync(AccountStore.FirstName, stoppingToken);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends before that.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // A service that fails ends the host; the sign-in will say what is wrong with the database.
            LogCold(problem.Message);
        }
    }

    [LoggerMessage(4130, LogLevel.Information, "Accounts could not be looked at ahead of the first sign-in: {Problem}")]
    private partial void LogCold(string problem);
}
