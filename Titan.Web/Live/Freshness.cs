using Titan.Engine.Kernel;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>How old what is shown is, in engine time. Over five seconds it is stale and must look so.</summary>
/// <param name="Text">live, 3 s, 7 s …</param>
/// <param name="IsStale">Older than the limit.</param>
/// <param name="IsLoading">The engine has not said anything yet.</param>
public sealed record Freshness(string Text, bool IsStale, bool IsLoading)
{
    /// <summary>Age from which a panel is stale.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Of the whole snapshot. Under a second and a half it reads "live", so that nothing is sent for an age that only flickers.</summary>
    public static Freshness Of(EngineSnapshot snapshot, DateTimeOffset now) =>
        snapshot.Version == 0 ? new Freshness(T("starting"), false, true) : OfAge(now - snapshot.At);

    public static Freshness OfAge(TimeSpan age) =>
        age.TotalSeconds < 1.5 ? new Freshness(T("live"), false, false) : new Freshness(Figures.Age(age), age > Limit, false);
}
