using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Access;

/// <summary>The sign-in page: one plain form without script, so that it works when nothing else does.</summary>
public static class SignInPage
{
    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/sign-in", (HttpContext context, IAntiforgery antiforgery, string? returnUrl) =>
            Results.Content(Html(antiforgery.GetAndStoreTokens(context), returnUrl, null), "text/html; charset=utf-8")).ExcludeFromDescription();
        app.MapPost("/sign-in", SignInAsync).DisableAntiforgery().ExcludeFromDescription();
        app.MapPost("/sign-out", async (HttpContext context) =>
        {
            if (await Doors.HasTokenAsync(context))
            {
                await context.SignOutAsync(AccessServices.CookieScheme);
            }

            return Results.Redirect("/sign-in");
        }).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, AccountStore accounts, FailedSignIns failures, SignInAudit audit)
    {
        if (!context.Request.HasFormContentType || !await Doors.HasTokenAsync(context))
        {
            return Page(context, antiforgery, null, T("The form was too old. Sign in again."), StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, password, back) = (form["username"].ToString().Trim(), form["password"].ToString(), form["returnUrl"].ToString());
        var address = Caller.Of(context).Key;
        if (!failures.MayTry(address))
        {
            context.Response.Headers.RetryAfter = "60";
            return Page(context, antiforgery, back, T("Too many wrong passwords from this address. Wait a minute."), StatusCodes.Status429TooManyRequests);
        }

        var result = await accounts.VerifyAsync(name, password, stopping: false, context.RequestAborted);
        if (result.Account is not { } account)
        {
            failures.Count(address);
            audit.Failed(context, name, "console", result.Failure);
            return Page(context, antiforgery, back, Words(result), StatusCodes.Status401Unauthorized);
        }

        audit.Succeeded(context, account, "console");
        await context.SignInAsync(AccessServices.CookieScheme, BasicHandler.PrincipalOf(account, AccessServices.CookieScheme));
        return Results.LocalRedirect(IsLocal(back) ? back : "/");
    }

    private static string Words(SignInResult result) => result.Failure == SignInFailure.LockedOut
        ? T("Too many wrong passwords. Wait {0} min. Stopping by API with the right password still works.", Math.Ceiling(result.RetryAfter.TotalMinutes))
        : T("Name or password is wrong.");

    private static bool IsLocal(string url) => url.Length > 0 && url[0] == '/' && (url.Length == 1 || url[1] is not ('/' or '\\'));

    private static IResult Page(HttpContext context, IAntiforgery antiforgery, string? returnUrl, string error, int status) =>
        Results.Content(Html(antiforgery.GetAndStoreTokens(context), returnUrl, error), "text/html; charset=utf-8", null, status);

    private static string Html(AntiforgeryTokenSet tokens, string? returnUrl, string? error)
    {
        var encoder = HtmlEncoder.Default;
        return $"""
            <!doctype html>
            <html lang="{Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{encoder.Encode(T("Sign in"))} · Titan Console</title><link rel="icon" href="/img/icon-disarmed.svg"><link rel="stylesheet" href="/css/sign-in.css"></head>
            <body><main><h1>Titan Console</h1>
            {(error is null ? "" : $"<p role=\"alert\">{encoder.Encode(error)}</p>")}
            <form method="post" action="/sign-in">
            <label for="username">{encoder.Encode(T("Name"))}</label><input id="username" name="username" autocomplete="username" required autofocus>
            <label for="password">{encoder.Encode(T("Password"))}</label><input id="password" name="password" type="password" autocomplete="current-password" required>
            <input type="hidden" name="returnUrl" value="{encoder.Encode(returnUrl ?? "")}">
            <input type="hidden" name="{tokens.FormFieldName}" value="{encoder.Encode(tokens.RequestToken ?? "")}">
            <button type="submit">{encoder.Encode(T("Sign in"))}</button></form></main></body></html>
            """;
    }
}
