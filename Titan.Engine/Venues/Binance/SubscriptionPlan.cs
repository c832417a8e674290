using System.Text;
using System.Text.Json;

namespace Titan.Engine.Venues.Binance;

/// <summary>One request on a connection: SUBSCRIBE or UNSUBSCRIBE of some streams.</summary>
internal sealed record SubscriptionStep(bool Subscribe, IReadOnlyList<string> Streams)
{
    public byte[] Frame(long id) => Encoding.UTF8.GetBytes(
        $$"""{"method":"{{(Subscribe ? "SUBSCRIBE" : "UNSUBSCRIBE")}}","params":{{JsonSerializer.Serialize(Streams)}},"id":{{id}}}""");
}

/// <summary>
/// The difference between what a connection follows and what it should, in as few requests as possible: the venue ends a connection
/// that sends more than five messages in a second, pongs included.
/// </summary>
internal static class SubscriptionPlan
{
    /// <summary>Streams in one request.</summary>
    public const int Batch = 100;

    /// <summary>Pause between two requests: at most three a second leaves room for pongs.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(350);

    public static IEnumerable<SubscriptionStep> Between(IReadOnlySet<string> has, IReadOnlySet<string> wants)
    {
        // Leaving first keeps the number of streams under the venue's limit at every moment.
        foreach (var batch in has.Except(wants).Order(StringComparer.Ordinal).Chunk(Batch))
            yield return new(Subscribe: false, batch);
        foreach (var batch in wants.Except(has).Order(StringComparer.Ordinal).Chunk(Batch))
            yield return new(Subscribe: true, batch);
    }
}
