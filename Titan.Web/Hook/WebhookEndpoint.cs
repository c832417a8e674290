using Titan.Engine.Configuration;
using Titan.Engine.Intake;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Access;
using Titan.Web.Api;

namespace Titan.Web.Hook;

/// <summary>
/// POST /webhook: the one door for signals from outside the process (spec titan-trading 4.1). Open without sign-in; the seal over the raw body stands
/// in its place. What it lets in goes through the channel to the same gates as every strategy's intent.
/// </summary>
internal static class WebhookEndpoint
{
    private const int LargestBody = 16 * 1024;

    /// <exception cref="ConfigException">Titan:Security or Titan:Webhook is wrong; every complaint is in it.</exception>
    public static IServiceCollection AddTitanWebhook(this IServiceCollection services, IConfiguration configuration)
    {
        var (options, problems) = WebhookOptions.Read(configuration);
        if (problems.Count > 0)
        {
            throw new ConfigException(problems);
        }

        return services.AddSingleton(options).AddSingleton<SignalMetrics>().AddSingleton<UsedIds>();
    }

    public static void MapTitanWebhook(this IEndpointRouteBuilder app) => app.MapPost("/webhook", HandleAsync).DisableAntiforgery()
        .WithSummary("A signal from outside. No sign-in: X-Signature is the hex HMAC-SHA256 of the raw body under Titan:Security:HmacSecret, X-Source an allowed name.")
        .TakesBody(typeof(SignalMessage));

    private static async Task<IResult> HandleAsync(
        HttpContext context, WebhookOptions options, SignalChannel channel, SignalMetrics metrics, WallClock wall, FailedSignIns failures, IEngine engine, UsedIds usedIds)
    {
        if (options.Key is not { } key)
        {
            metrics.Count("WEBHOOK_NOT_CONFIGURED");
            return Problems.Of(401, "WEBHOOK_NOT_CONFIGURED", "No webhook secret is configured, so every webhook is refused. Set TITAN__Security__HmacSecret (at least 32 characters) and start again.");
        }

        var began = wall.Time.GetTimestamp();
        if (await BodyAsync(context) is not { } body)
        {
            metrics.Count("BODY_TOO_LARGE");
            return Problems.Of(413, "BODY_TOO_LARGE", $"The body is larger than {LargestBody / 1024} KB.");
        }

        var source = context.Request.Headers["X-Source"].ToString();
        var trouble = !WebhookSeal.Fits(key, body, context.Request.Headers["X-Signature"].ToString())
            ? ("BAD_SIGNATURE", "X-Signature is not the hex HMAC-SHA256 of this body under the shared secret.")
            : !options.Sources.Contains(source, StringComparer.Ordinal) ? ("BAD_SOURCE", "X-Source is not an allowed source.")
            : ((string Code, string Words)?)null;
        if (trouble is { } refused)
        {
            metrics.Count(refused.Code);
            return Refuse(context, refused.Code, refused.Words, failures, engine);
        }

        var execution = (context.RequestServices.GetService<TitanConfig>() ?? new TitanConfig()).Execution;
        var (signal, refusal, problem) = new SignalReader(wall.Time, execution.MaxTimestampDriftMs).Read(body, source);
        if (signal is null)
        {
            metrics.Count(refusal!);
            return problem!;
        }

        try
        {
            if (await usedIds.WhyNotAsync(signal, TimeSpan.FromSeconds(execution.SignalTtlSeconds), context.RequestAborted) is { } used)
            {
                metrics.Count(used.Word);
                return used.Answer;
            }

            var answer = await channel.OfferAsync(signal, context.RequestAborted);
            metrics.Count(answer.Result switch
            {
                SignalResult.NotReady or SignalResult.Dropped or SignalResult.Unanswered => "UNAVAILABLE",
                SignalResult.Duplicate => "DUPLICATE_SIGNAL_ID",
                _ => "accepted",
            });
            if (signal.Phase == SignalPhase.Prepare)
            {
                // CONFIRM waits for its fill, which is the venue's time and not ours.
                metrics.Observe(answer.Result == SignalResult.Prepared, wall.Time.GetElapsedTime(began).TotalSeconds);
            }

            return SignalShapes.Of(answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
    }

    // Each failure is audited, but an address that goes on failing is only told so: nobody may fill the journal from outside.
    private static IResult Refuse(HttpContext context, string code, string words, FailedSignIns failures, IEngine engine)
    {
        var address = Caller.Of(context).Key;
        var lane = $"webhook {address}";
        if (!failures.MayTry(lane))
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.Of(429, "TOO_MANY_FAILURES", "Too many webhooks with a wrong seal or source from this address; wait a minute. A right one is heard all the same.");
        }

        failures.Count(lane);
        var author = new Author("webhook", "", "webhook");
        _ = engine.SendAsync(new RecordAuditCommand(author, null, engine.NewCorrelation("webhook"), "webhook", "refused", $"{code}, from {address}"), CancellationToken.None);
        return Problems.Of(401, code, words);
    }

    private static async Task<byte[]?> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[4 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > LargestBody)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
