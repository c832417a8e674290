using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Titan.Web.Access;

/// <summary>A name that a trusted proxy vouches for (X-Forwarded-User). It must be an account here; the roles are that account's.</summary>
public sealed class ForwardedHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccountStore accounts, FailedSignIns failures, SignInAudit audit)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Forwarded";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var caller = Caller.Of(Context);
        if (caller.VouchedName is not { } name)
        {
            return AuthenticateResult.NoResult();
        }

        if (await accounts.FindAsync(name, Context.RequestAborted) is { } account)
        {
            return AuthenticateResult.Success(new AuthenticationTicket(BasicHandler.PrincipalOf(account, SchemeName), SchemeName));
        }

        if (failures.MayTry(caller.Key))
        {
            failures.Count(caller.Key);
            audit.Failed(Context, name, "proxy", SignInFailure.WrongNameOrPassword);
        }

        return AuthenticateResult.Fail("the proxy vouches for a name that has no account here");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Doors.AskAsync(Context);
}
