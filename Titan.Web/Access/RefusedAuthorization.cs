using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Titan.Web.Api;

namespace Titan.Web.Access;

/// <summary>A missing role is 403 in words, for every kind of sign-in; never a redirect.</summary>
internal sealed class RefusedAuthorization : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
        {
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        var roles = policy.Requirements.OfType<RolesAuthorizationRequirement>().SelectMany(requirement => requirement.AllowedRoles).Distinct().ToArray();
        return Problems.WriteAsync(context, 403, "FORBIDDEN", roles.Length == 0 ? "Your account may not do this." : $"This needs the role {string.Join(" or ", roles)}.");
    }
}
