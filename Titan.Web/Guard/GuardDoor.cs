using System.Net.Http.Headers;
using System.Text;
using Titan.Engine.Guard;
using Titan.Engine.Kernel;
using Titan.Web.Access;
using Titan.Web.Api;

namespace Titan.Web.Guard;

/// <summary>
/// The guard's own HTTP door: the same paths as the console's red buttons, the same accounts by Basic, so that a caller only changes the
/// address. While the engine lives it refuses and names the console's door.
/// </summary>
internal static class GuardDoor
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health", (GuardWatch watch) => Results.Json(new { status = "healthy", guard = watch.View().State }, ApiJson.Options));
        app.MapGet("/api/guard", async (HttpContext context, GuardWatch watch, GuardReceipts receipts) =>
            await AccountAsync(context) is null ? Unknown() : Results.Json(GuardShapes.Of(watch.View(), receipts.Read(20)), ApiJson.WithNulls));
        app.MapPost("/api/console/cancel-all", (HttpContext context, GuardWatch watch) => DoAsync(context, (account, body) =>
            watch.CancelAllAsync(account.Name, Roles(account), body.Reason ?? "cancel all by the guard", body.IncludeProtective ?? false, body.Force ?? false, context.RequestAborted)));
        foreach (var path in (string[])["/api/emergency/flatten", "/api/emergency/flatten-all"])
        {
            app.MapPost(path, (HttpContext context, GuardWatch watch) => DoAsync(context, (account, body) =>
                watch.FlattenAsync("flatten", account.Name, Roles(account), body.Reason ?? "flatten by the guard", body.Force ?? false, CancellationToken.None)));
        }

        app.MapPost("/api/emergency/kill", KillAsync);
    }

    private static Task<IResult> KillAsync(HttpContext context, GuardWatch watch, KillCodes codes, EmergencyMarker marker) => DoAsync(context, async (account, body) =>
    {
        var verdict = await codes.JudgeAsync(account.Name, body.Code ?? "", context.RequestAborted);
        if (!verdict.Right)
        {
            throw new BadHttpRequestException(verdict.Message, StatusCodes.Status403Forbidden);
        }

        // Locked first: an engine that comes back finds the marker before anything else.
        await marker.PlaceAsync($"{account.Name} by the guard", body.Reason ?? "kill by the guard", TimeProvider.System.GetUtcNow(), context.RequestAborted);
        return await watch.FlattenAsync("kill", account.Name, Roles(account), body.Reason ?? "kill by the guard", body.Force ?? false, CancellationToken.None);
    });

    private static async Task<IResult> DoAsync(HttpContext context, Func<Account, GuardRequest, Task<GuardReceipt?>> act)
    {
        if (await AccountAsync(context) is not { } account)
        {
            return Unknown();
        }

        if (!account.RoleNames.Any(role => role is Access.Roles.Operator or Access.Roles.RiskManager or Access.Roles.Admin))
        {
            return Problems.Of(403, "FORBIDDEN", "Stopping needs the role Operator, RiskManager or Admin.");
        }

        var (body, problem) = await RequestBody.ReadAsync<GuardRequest>(context);
        if (problem is not null)
        {
            return problem;
        }

        try
        {
            return await act(account, body) is { } receipt
                ? Results.Json(GuardShapes.Answer(receipt), ApiJson.WithNulls)
                : Problems.Of(409, "ENGINE_LIVES", "The engine beats; use the console's own door. If that door does not answer, repeat with force.");
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status403Forbidden)
        {
            return Problems.Of(403, "WRONG_KILL_CODE", refused.Message);
        }
    }

    private static async Task<Account?> AccountAsync(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header) || header is not { Scheme: "Basic", Parameter: { } given })
        {
            return null;
        }

        Span<byte> bytes = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (await context.RequestServices.GetRequiredService<AccountStore>().VerifyAsync(text[..colon], text[(colon + 1)..], stopping: true, context.RequestAborted)).Account;
    }

    private static string Roles(Account account) => string.Join(',', account.RoleNames);

    private static IResult Unknown() => Problems.Of(401, "UNAUTHORIZED", "Sign in with an account of the console (Basic).");
}
