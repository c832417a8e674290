using Titan.Simulator.Exchange;

namespace Titan.Simulator.Rest;

/// <summary>One endpoint: method, whether it needs a signature, its budget per second and what it does. Runs inside the exchange's act.</summary>
internal sealed record Route(string Method, string Path, bool IsPrivate, int PerSecond, Func<Venue, RestCall, RestReply> Run)
{
    public static Route Public(string path, Func<Venue, RestCall, RestReply> run) => new("GET", path, false, 0, run);

    public static Route Get(string path, int perSecond, Func<Venue, RestCall, RestReply> run) => new("GET", path, true, perSecond, run);

    public static Route Post(string path, int perSecond, Func<Venue, RestCall, RestReply> run) => new("POST", path, true, perSecond, run);
}
