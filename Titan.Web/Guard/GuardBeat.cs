using Titan.Engine.Guard;

namespace Titan.Web.Guard;

/// <summary>
/// The guard's own sign of life, written beside its receipts once a second, so that the console can say whether anybody watches. A folder
/// that cannot be written stops no watching.
/// </summary>
internal sealed class GuardBeat(GuardReceipts receipts, TimeProvider wall) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly HeartbeatFile _file = new(receipts.Folder);
    private long _beats;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, wall);
        try
        {
            do
            {
                Write("watching");
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Write("stopped");
        }
    }

    private void Write(string state)
    {
        try
        {
            Directory.CreateDirectory(receipts.Folder);
            _file.Write(++_beats, wall.GetUtcNow(), Environment.ProcessId, state);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next second tries again.
        }
    }
}
