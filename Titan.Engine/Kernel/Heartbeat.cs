using Titan.Engine.Guard;

namespace Titan.Engine.Kernel;

/// <summary>
/// Carries the loop's beat to the file that the guard listens to, once a second and off the loop's own thread. A loop that stands still
/// beats no more; a disk that cannot be written does not stop the engine, and the guard then finds nothing uncovered to do.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly HeartbeatFile _file;
    private readonly EngineLoop _loop;
    private readonly TimeProvider _wall;
    private readonly ITimer _timer;
    private readonly Lock _writing = new();
    private long _last = -1;

    public Heartbeat(HeartbeatFile file, EngineLoop loop, TimeProvider wall)
    {
        (_file, _loop, _wall) = (file, loop, wall);
        _timer = wall.CreateTimer(_ => Beat("running"), null, TimeSpan.Zero, Every);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _last = -1;
        Beat("stopped");
    }

    private void Beat(string state)
    {
        lock (_writing)
        {
            var beats = _loop.Beats;
            if (beats == _last)
            {
                return;
            }

            _last = beats;
            try
            {
                _file.Write(beats, _wall.GetUtcNow(), Environment.ProcessId, state);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // The next second tries again.
            }
        }
    }
}
