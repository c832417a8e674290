using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Web.Access;
using Titan.Web.Live;

namespace Titan.Web.Api;

/// <summary>The newest alerts with who acknowledged them, and acknowledging (spec titan-trading 7.2).</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/alerts", ReadAsync).WithSummary("The newest alerts, at most 50, each with who acknowledged it and when.");
        app.MapPost("/api/alerts/{id}/ack", (Delegate)AcknowledgeAsync).Acts(Roles.Stop, "Acknowledges an alert; reason is the note for the next person. The first one counts.");
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IEngine engine, Acknowledgements seen)
    {
        var alerts = engine.Snapshot.Alerts;
        if (alerts.Length > 0)
        {
            await seen.LoadAsync(alerts.Min(alert => alert.At), context.RequestAborted);
        }

        var known = seen.Known;
        return Results.Json(new { alerts = alerts.Select(alert => Shape(alert, known.GetValueOrDefault(alert.Sequence))) }, ApiJson.WithNulls);
    }

    private static async Task<IResult> AcknowledgeAsync(HttpContext context, Acknowledgements seen, string id)
    {
        var (act, problem) = await Act.ReadAsync<ReasonRequest>(context, "ack");
        if (problem is not null)
        {
            return problem;
        }

        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var alert))
        {
            return Act.Wrong("id", "must be the number of an alert");
        }

        var result = await seen.AcknowledgeAsync(act.Author, alert, act.Reason, context.RequestAborted);
        return result.Status == CommandStatus.Done
            ? Results.Json(new { success = true, id = alert, message = result.Message, ack = AckOf(seen.Known.GetValueOrDefault(alert)) }, ApiJson.WithNulls)
            : Act.Refuse(result);
    }

    private static object Shape(AlertView alert, Acknowledgement? seen) => new
    {
        id = alert.Sequence,
        at = alert.At,
        code = alert.Code,
        severity = alert.Severity.ToString().ToUpperInvariant(),
        message = alert.Message,
        symbol = alert.Symbol,
        ack = AckOf(seen),
    };

    private static object? AckOf(Acknowledgement? seen) => seen is null ? null : new { by = seen.By, at = seen.At, note = seen.Note };
}
