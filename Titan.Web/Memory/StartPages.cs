using System.Runtime.InteropServices;
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

    // Ours and the runtime's: nothing of them is unloaded while the process lives, so an address keeps its meaning between the look and the act.
    private static readonly string[] Folders = [AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory()];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var timer = new PeriodicTimer(LookAgain, wall);
        try
        {
            IReadOnlyList<ProgramPages> before = [];
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = engine.Snapshot.Readiness.Ready ? Look() : [];
                if (before.Count > 0 && now.Count > 0)
                {
                    LetGo(before, now);
                    return;
                }

                before = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends before that.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // A service that fails ends the host, and this one is not worth the process that trades.
            LogKept(problem.Message);
        }
    }

    private static IReadOnlyList<ProgramPages> Look()
    {
        using var smaps = File.OpenText("/proc/self/smaps");
        return ProgramPages.Read(smaps, Folders);
    }

    // What lay at the same place a minute ago is there to stay; what came since may be a passing look into a file.
    private void LetGo(IReadOnlyList<ProgramPages> before, IReadOnlyList<ProgramPages> now)
    {
        var settled = before.Select(static pages => (pages.Start, pages.Length)).ToHashSet();
        LogLetGo(now.Where(pages => settled.Contains((pages.Start, pages.Length)) && pages.LetGo()).Sum(static pages => pages.Resident) >> 20);
        // What the start made and threw away: objects, beside the running program, and what libraries asked of the C library and gave back.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        NativeHeap.Trim();
    }

    [LoggerMessage(4120, LogLevel.Information, "{Megabytes} MB of program files were needed to start only and left resident memory; they are read again when they are needed.")]
    private partial void LogLetGo(long megabytes);

    [LoggerMessage(4121, LogLevel.Information, "Resident memory keeps what the start needed: {Problem}")]
    private partial void LogKept(string problem);
}
