using System.Globalization;

namespace Titan.Benchmarks.Running;

/// <summary>
/// What this machine's processors did since it started, in the kernel's ticks over all of them (/proc/stat). The time a host took away is time in which
/// something here wanted to run and could not: with more than a few hundredths of it a figure is the host's and not ours.
/// </summary>
internal readonly record struct HostTime(double Working, double Taken, double All)
{
    private const int Idle = 3;
    private const int Waiting = 4;
    private const int Stolen = 7;

    /// <summary>All zero where the kernel does not tell.</summary>
    public static HostTime Read()
    {
        if (!File.Exists("/proc/stat"))
        {
            return default;
        }

        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(static field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new HostTime(fields.Sum() - fields[Idle] - fields[Waiting], fields[Stolen], fields.Sum());
    }

    /// <summary>Cores that worked, or would have, since an earlier reading.</summary>
    public double BusyCoresSince(HostTime earlier) => (Working - earlier.Working) / Math.Max(1, All - earlier.All) * Environment.ProcessorCount;

    /// <summary>Share of the processors' time (0–1) that the host took away since an earlier reading.</summary>
    public double TakenSince(HostTime earlier) => (Taken - earlier.Taken) / Math.Max(1, All - earlier.All);
}
