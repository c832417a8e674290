using Titan.Engine.Kernel;

namespace Titan.Web.Memory;

/// <summary>
/// A start runs through most of the program once: it restores, compiles, builds its tables, warms up. A minute after the engine is ready
/// the parts of the program files that only this needed are let go, so that the resident memory that an operator watches is what the process
/// works with (docs/decisions/0017). Once in a process; nothing depends on it, and where it cannot be done nothing is.
/// </summary>
internal sealed partial class StartPages(IEngine engine, TimeProvider wall, ILogger<StartPages> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var timer = new PeriodicTimer(LookAgain, wall);
        try
        {
            var wasReady = false;
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (wasReady && engine.Snapshot.Readiness.Ready)
                {
                    LetGo();
                    return;
                }

                wasReady = engine.Snapshot.Readiness.Ready;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends before that.
        }
    }

    private void LetGo()
    {
        try
        {
            using var smaps = File.OpenText("/proc/self/smaps");
            var megabytes = ProgramPages.Read(smaps).Where(static pages => pages.LetGo()).Sum(static pages => pages.Resident) >> 20;
            LogLetGo(megabytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
            LogKept(problem.Message);
        }
    }

    [LoggerMessage(4120, LogLevel.Information, "{Megabytes} MB of program files were needed to start only and left resident memory; they are read again when they are needed.")]
    private partial void LogLetGo(long megabytes);

    [LoggerMessage(4121, LogLevel.Information, "Resident memory keeps what the start needed: {Problem}")]
    private partial void LogKept(string problem);
}
