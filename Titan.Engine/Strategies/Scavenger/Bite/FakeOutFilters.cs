namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>
/// The filters in their order, cheap first (spec titan-trading 2.6). Macro CVD is only told, never asked. Adding one is one file and one
/// line here.
/// </summary>
internal static class FakeOutFilters
{
    /// <summary>Asked when a trap sprang, before PREPARE.</summary>
    public static IReadOnlyList<IFakeOutFilter> AtPrepare { get; } =
    [
        new MicroCvdAlignment(),
        new FadeExhaustion(),
        new AdverseTrend(),
        new FeeBarrier(),
        new Acceleration(),
    ];

    /// <summary>Asked when the hold ended, before CONFIRM.</summary>
    public static IReadOnlyList<IFakeOutFilter> AtConfirm { get; } =
    [
        new WickReversion(),
        new StillFiring(),
        new Runaway(),
        new BurstAge(),
        new FeeBarrier(),
    ];

    /// <returns>The first refusal: its code and its numbers; null when all pass.</returns>
    public static (string Reason, string Numbers)? FirstRefusal(IReadOnlyList<IFakeOutFilter> filters, in BiteSight sight)
    {
        foreach (var filter in filters)
        {
            if (filter.Refuse(sight) is { } numbers)
            {
                return (filter.Reason, numbers);
            }
        }

        return null;
    }
}
