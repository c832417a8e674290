namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>Counts of what was wrong with the input since start, by kind.</summary>
internal sealed class InputFaults
{
    private readonly long[] _counts = new long[Enum.GetValues<InputFault>().Length];

    public void Count(InputFault fault) => _counts[(int)fault]++;

    public long Of(InputFault fault) => _counts[(int)fault];

    public long Total => _counts.Sum();
}
