using System.Net;

namespace Titan.Web.Access;

/// <summary>
/// Who really calls. Behind a trusted proxy it is the forwarded address and the name the proxy vouches for. Forwarded headers from anyone
/// else make the caller foreign: it may stand anywhere, so it is never this machine.
/// </summary>
internal sealed record Caller(IPAddress? Address, bool IsLocal, bool IsForeign, string? VouchedName)
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-User", "X-Real-IP"];

    /// <summary>What rates and failures are counted by.</summary>
    public string Key => Address?.ToString() ?? "this machine";

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Judge(context, new AccessOptions());

    /// <summary>Judges the caller and remembers it for the request.</summary>
    public static void Recognise(HttpContext context, AccessOptions options)
    {
        var caller = Judge(context, options);
        context.Features.Set(caller);
        if (caller is { IsForeign: false, IsLocal: false } && Trusts(options, Plain(context.Connection.RemoteIpAddress))
            && context.Request.Headers["X-Forwarded-Proto"].ToString() is "https")
        {
            context.Request.Scheme = "https";
        }
    }

    public bool IsIn(IReadOnlyList<IPNetwork> networks) => Address is { } address && networks.Any(network => network.Contains(address));

    private static Caller Judge(HttpContext context, AccessOptions options)
    {
        var headers = context.Request.Headers;
        var remote = Plain(context.Connection.RemoteIpAddress);
        var forwarded = Forwarding.Any(headers.ContainsKey);
        if (!forwarded)
        {
            // No address at all is a server inside this process.
            return new Caller(remote, remote is null || IPAddress.IsLoopback(remote), false, null);
        }

        if (!Trusts(options, remote))
        {
            return new Caller(remote, false, true, null);
        }

        // The proxy appends the address it saw, so the last one is the only one that nobody else wrote.
        var last = headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        var name = headers["X-Forwarded-User"].ToString();
        return new Caller(IPAddress.TryParse(last, out var address) ? Plain(address) : remote, false, false, name.Length > 0 ? name : null);
    }

    private static bool Trusts(AccessOptions options, IPAddress? remote) => remote is not null && options.TrustedProxies.Any(network => network.Contains(remote));

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
