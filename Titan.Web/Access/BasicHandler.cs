using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Titan.Web.Access;

/// <summary>HTTP Basic for the API (curl -u). A challenge is a plain 401, never a redirect.</summary>
public sealed class BasicHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccountStore accounts, VerifiedPairs pairs, FailedSignIns failures,
    SignInAudit audit)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Basic";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Parse(Request.Headers.Authorization.ToString()) is not var (name, password))
        {
            return AuthenticateResult.NoResult();
        }

        if (pairs.Recall(name, password) is { } known)
        {
            return Success(known);
        }

        var (address, stopping) = (Caller.Of(Context).Key, Doors.IsStopping(Request));
        var mayTry = failures.MayTry(address);
        if (!mayTry && !stopping)
        {
            Context.Items[Doors.TooManyFailures] = true;
            return AuthenticateResult.Fail("too many failed sign-ins");
        }

        using var lane = mayTry ? null : await failures.EnterSlowLaneAsync(Context.RequestAborted);
        var result = await accounts.VerifyAsync(name, password, stopping, Context.RequestAborted);
        if (result.Account is { } account)
        {
            return Welcome(account, name, password, result.OnlyStopping);
        }

        failures.Count(address);
        if (mayTry)
        {
            audit.Failed(Context, name, "api", result.Failure);
        }

        return AuthenticateResult.Fail(result.Failure.ToString());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Doors.AskAsync(Context);

    public static ClaimsPrincipal PrincipalOf(Account account, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, account.Name), .. account.RoleNames.Select(role => new Claim(ClaimTypes.Role, role))], scheme));

    // A locked account that stops something is not remembered, or the memory would open everything else.
    private AuthenticateResult Welcome(Account account, string name, string password, bool onlyStopping)
    {
        var principal = PrincipalOf(account, SchemeName);
        if (onlyStopping)
        {
            ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(Doors.OnlyStoppingClaim, "true"));
            return Success(principal);
        }

        pairs.Remember(name, password, principal);
        audit.Succeeded(Context, account, "api");
        return Success(principal);
    }

    private static AuthenticateResult Success(ClaimsPrincipal principal) => AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));

    private static (string Name, string Password)? Parse(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Span<byte> bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
    }
}
