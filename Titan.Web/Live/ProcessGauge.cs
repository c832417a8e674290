using System.Runtime.InteropServices;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>
/// What the process and its files weigh, measured at most once a second for all who look: asking the machine is not free. Rates are over the
/// time between two measurements; unknown before the second one.
/// </summary>
public sealed class ProcessGauge(IEngine engine, FeedPace pace, JournalOptions? journal = null)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ProcessSample? _last;
    private long _at;
    private TimeSpan _cpu;
    private long _inputs;

    /// <summary>The newest measurement, at most a second old.</summary>
    public ProcessSample Read()
    {
        lock (_gate)
        {
            if (_last is null || pace.Machine.GetElapsedTime(_at) >= Between)
            {
                _last = Measure();
            }

            return _last;
        }
    }

    private ProcessSample Measure()
    {
        var (cpu, inputs, known) = (Environment.CpuUsage.TotalTime, engine.Snapshot.Load.InputsHandled, _last is not null);
        var elapsed = pace.Machine.GetElapsedTime(_at).TotalSeconds;
        var sample = new ProcessSample(
            Environment.WorkingSet, GC.GetTotalMemory(false), GC.CollectionCount(2), ThreadPool.ThreadCount,
            known ? (cpu - _cpu).TotalSeconds / elapsed * 100d : null,
            known ? (inputs - _inputs) / elapsed : null,
            Environment.ProcessorCount, Environment.ProcessId, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription,
            Size(""), Size("-wal"), Free());
        (_at, _cpu, _inputs) = (pace.Machine.GetTimestamp(), cpu, inputs);
        return sample;
    }

    private long? Size(string ending) => journal is { } options && new FileInfo(options.DatabasePath + ending) is { Exists: true } file ? file.Length : null;

    private long? Free()
    {
        try
        {
            return journal is { } options ? new DriveInfo(Path.GetFullPath(options.DataDirectory)).AvailableFreeSpace : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>One measurement. Bytes; processor in percent of one core; inputs per second. Null where it could not be measured.</summary>
public sealed record ProcessSample(
    long ResidentBytes, long HeapBytes, int FullCollections, int Threads, double? ProcessorPercent, double? InputsPerSecond, int Cores, int Id, string Runtime, string System,
    long? DatabaseBytes, long? WalBytes, long? FreeBytes);
