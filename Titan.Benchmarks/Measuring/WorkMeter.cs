namespace Titan.Benchmarks.Measuring;

/// <summary>Wall time, processor time (user and system) and allocations of this process between start and stop.</summary>
internal sealed class WorkMeter
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);

    public TimeSpan Wall => TimeProvider.System.GetElapsedTime(_started);

    public TimeSpan Processor => Environment.CpuUsage.TotalTime - _processor;

    public long Allocated => GC.GetTotalAllocatedBytes(precise: true) - _allocated;
}
