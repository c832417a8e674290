using System.Text.Json;
using System.Text.Json.Nodes;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Access;
using Titan.Web.Live;

namespace Titan.Web.Api;

/// <summary>The configuration in force, a change of the limits or the whitelist, its versions and the way back (seed 002 "Configuration Management"; spec titan-trading 7.1).</summary>
internal static class ConfigEndpoints
{
    private const int CurvePoints = 1_000;

    public static void MapConfig(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/console/config", Show).WithSummary("The configuration in force, its version and the ranges; it holds no secret.");
        app.MapPost("/api/console/config/risk", (Delegate)ChangeAsync).Acts(Roles.Risk, "Sets limits of risk anew: judged whole, in force at once, one version.", typeof(RiskLimitsRequest));
        app.MapGet("/api/console/config/whitelist", Whitelist).WithSummary("The whitelist in force, and which of it is not watched yet.");
        app.MapPost("/api/console/config/whitelist", (Delegate)ListAsync).Acts(Roles.Risk, "Puts a symbol on the whitelist or takes it off: in force at once, one version; a removed one with a position is not entered any more, its exits go on.", typeof(WhitelistRequest));
        app.MapGet("/api/config/versions", VersionsAsync).WithSummary("Versions of the configuration, newest first, each with what it changed and what was traded under it.");
        app.MapGet("/api/config/versions/{tag}", VersionAsync).WithSummary("One version, whole.");
        app.MapPost("/api/config/rollback", (Delegate)RollbackAsync).Acts(Roles.Risk, "Returns to an older version by a new one equal to it.", typeof(RollbackRequest));
    }

    private static IResult Show(HttpContext context, IEngine engine)
    {
        var identity = engine.Snapshot.Identity;
        return Results.Json(
            new { config = Shape(InForce(context)), version_tag = identity.VersionTag, hash = identity.ConfigVersion, ranges = SettingsView.AllowedRanges.OrderBy(range => range.Key, StringComparer.Ordinal).ToDictionary(range => Name(range.Key), range => new { min = Number(range.Value.Least), max = Number(range.Value.Most) }) },
            ApiJson.WithNulls);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context)
    {
        var (act, problem) = await Act.ReadAsync<RiskLimitsRequest>(context, "config");
        return problem ?? await act.SendAsync(new ChangeLimitsCommand(act.Author, act.Reason, act.Correlation, act.Body.Wanted(), act.Body.Confirm),
            result => Results.Json(new { success = true, version_tag = result.VersionTag, changed = result.Changes.Select(Shape), config = Shape(InForce(context)), message = result.Message }, ApiJson.WithNulls));
    }

    private static IResult Whitelist(HttpContext context, IEngine engine)
    {
        var snapshot = engine.Snapshot;
        return Results.Json(new { symbols = InForce(context).Whitelist.Symbols, not_watched = snapshot.NotWatched, version_tag = snapshot.Identity.VersionTag }, ApiJson.WithNulls);
    }

    private static async Task<IResult> ListAsync(HttpContext context)
    {
        var (act, problem) = await Act.ReadAsync<WhitelistRequest>(context, "whitelist");
        if (problem is not null)
        {
            return problem;
        }

        if (act.Body.Action?.Trim() is not ("add" or "remove"))
        {
            return Act.Wrong("action", $"{Shortened(act.Body.Action ?? "nothing")}: add or remove");
        }

        return act.Body.Symbol is { } symbol
            ? await act.SendAsync(
                new ChangeWhitelistCommand(act.Author, act.Reason, act.Correlation, symbol, act.Body.Action.Trim() == "add"),
                result => Results.Json(new { success = true, symbols = result.Whitelist, version_tag = result.VersionTag, changed = result.Changes.Select(Shape), message = result.Message }, ApiJson.WithNulls))
            : Act.Wrong("symbol", $"is required: {WhitelistConfig.Form}, such as SOLUSDT");
    }

    private static async Task<IResult> RollbackAsync(HttpContext context, IDiary diary)
    {
        var (act, problem) = await Act.ReadAsync<RollbackRequest>(context, "rollback");
        if (problem is not null)
        {
            return problem;
        }

        if ((act.Body.VersionTag ?? act.Body.TargetVersionTag)?.Trim() is not { Length: > 0 } tag)
        {
            return Act.Wrong("version_tag", "is required: a version as GET /api/config/versions names it, such as 2024-12-13T10:30:00Z");
        }

        await SettingsRecord.ReadAsync(diary, act.Engine.Snapshot.Identity.VersionTag, 1, context.RequestAborted);
        return await diary.GetSettingsAsync(tag, context.RequestAborted) is { } target
            ? await act.SendAsync(
                new RollbackSettingsCommand(act.Author, act.Reason, act.Correlation, target.Version, act.Body.Confirm),
                result => Results.Json(new { success = true, version_tag = result.VersionTag, rolled_back_to = tag, changed = result.Changes.Select(Shape), message = result.Message }, ApiJson.WithNulls))
            : Problems.Of(404, "VERSION_NOT_FOUND", $"No version {Shortened(tag)}; GET /api/config/versions names them.");
    }

    // Whoever is told "done" finds it done in the very next snapshot.
    private static TitanConfig InForce(HttpContext context) =>
        context.RequestServices.GetRequiredService<IEngine>().Snapshot.Identity.Over(context.RequestServices.GetService<TitanConfig>() ?? new TitanConfig());

    private static async Task<IResult> VersionsAsync(HttpContext context, IEngine engine, IDiary diary, IHistory history, string? limit)
    {
        var query = new QueryFields(context, "limit");
        var most = query.Whole("limit", limit, 10, 1, 100);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        // One more than asked, so that the oldest one shown can be told from the one before it.
        var rows = await SettingsRecord.ReadAsync(diary, engine.Snapshot.Identity.VersionTag, most + 1, context.RequestAborted);
        var shapes = new List<object>();
        for (var index = 0; index < Math.Min(most, rows.Count); index++)
        {
            shapes.Add(await ShapeAsync(rows[index], index + 1 < rows.Count ? rows[index + 1] : null, index == 0 ? null : rows[index - 1].At, history, context.RequestAborted));
        }

        return Results.Json(new { versions = shapes }, ApiJson.WithNulls);
    }

    private static async Task<IResult> VersionAsync(HttpContext context, IDiary diary, string tag) =>
        await diary.GetSettingsAsync(tag, context.RequestAborted) is { Version: { } version }
            ? Results.Json(new { version_tag = version.Tag, hash = version.Hash, author = version.By, source = version.Source, summary = version.Reason, config = ConfigVersion.Read(version.Json) is { } config ? Shape(config) : null }, ApiJson.WithNulls)
            : Problems.Of(404, "VERSION_NOT_FOUND", $"No version {Shortened(tag)}; GET /api/config/versions names them.");

    private static async Task<object> ShapeAsync(SettingsEntry entry, SettingsEntry? before, DateTimeOffset? until, IHistory history, CancellationToken cancellationToken)
    {
        var version = entry.Version;
        var end = until ?? DateTimeOffset.MaxValue;
        var trades = await history.GetTradesAsync(new TradeQuery(entry.At, end, Limit: 1), cancellationToken);
        var curve = await history.GetEquityAsync(entry.At, until ?? TimeProvider.System.GetUtcNow(), CurvePoints, cancellationToken);
        return new
        {
            version_tag = version.Tag,
            summary = version.Reason,
            author = version.By,
            source = version.Source,
            created_at = entry.At,
            is_active = until is null,
            rolled_back_from = version.RolledBackFrom,
            rolled_back_to = version.RolledBackTo,
            hash = version.Hash,
            changed = Changes(before?.Version, version).Select(Shape),
            trades_count = trades.Total,
            total_pnl = trades.TotalPnl,
            win_rate = trades.Total == 0 ? (decimal?)null : Math.Round(100m * trades.Wins / trades.Total, 2),
            max_drawdown = Fall(curve),
        };
    }

    private static IReadOnlyList<SettingChange> Changes(Engine.Ledger.SettingsAccepted? before, Engine.Ledger.SettingsAccepted version) =>
        before is not null && ConfigVersion.Read(before.Json) is { } old && ConfigVersion.Read(version.Json) is { } now ? SettingsVersions.Between(old, now) : [];

    // Deepest fall from a peak while it was in force, percent positive; null before equity was marked.
    private static decimal? Fall(IReadOnlyList<EquityPoint> curve)
    {
        var (peak, deepest) = (0m, 0m);
        foreach (var point in curve)
        {
            peak = Math.Max(peak, point.Equity);
            deepest = peak > 0 ? Math.Max(deepest, (peak - point.Equity) / peak) : deepest;
        }

        return curve.Count == 0 ? null : Math.Round(deepest * 100m, 2);
    }

    /// <summary>One changed setting as the API tells it.</summary>
    internal static object Shape(SettingChange change) => new { key = Name(change.Key), old = change.Old, @new = change.New };

    // Keys as the spec writes them: risk.maxLeverage.
    private static string Name(string key) =>
        string.Join('.', key.Split(':').Where(part => part != "Titan").Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static JsonNode? Shape(TitanConfig config) => Renamed(JsonNode.Parse(ConfigVersion.Write(config)));

    private static JsonNode? Renamed(JsonNode? node) => node switch
    {
        JsonObject section => new JsonObject(section.Select(pair => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(pair.Key), Renamed(pair.Value)))),
        _ => node?.DeepClone(),
    };

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Shortened(string tag) => tag.Length > 40 ? tag[..40] + "…" : tag;
}
