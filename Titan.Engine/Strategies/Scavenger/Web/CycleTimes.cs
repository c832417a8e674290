using System.Collections.Immutable;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>How long map cycles took on this machine, for people and metrics.</summary>
internal sealed class CycleTimes
{
    private readonly long[] _counts = new long[ScavengerView.CycleBucketSeconds.Length + 1];

    public double? LastSeconds { get; private set; }

    public double Sum { get; private set; }

    public ImmutableArray<long> Counts => [.. _counts];

    public void Add(double seconds)
    {
        var bucket = 0;
        while (bucket < ScavengerView.CycleBucketSeconds.Length && seconds > ScavengerView.CycleBucketSeconds[bucket])
        {
            bucket++;
        }

        _counts[bucket]++;
        (LastSeconds, Sum) = (seconds, Sum + seconds);
    }
}
