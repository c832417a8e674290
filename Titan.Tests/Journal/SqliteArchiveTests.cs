using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Journal;

/// <summary>Searches find what is there, whole and in order, and nothing else.</summary>
public sealed class SqliteArchiveTests
{
    [Fact]
    public async Task Alerts_AmongEvents_AreOnlyWhatHasASeverity()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(new EventNoted("STREAM", "Public stream lost", null, null));
        bench.Record(new AlertRaised("FEED_LOST", AlertSeverity.High, "Bybit connection lost", null, null, null));
        bench.Record(new AlertRaised("STOP_REMOVED", AlertSeverity.Critical, "100% <script>alert(1)</script>", "BTCUSDT", null, null));
        await bench.CloseAsync();

        var all = await bench.Archive().SearchEventsAsync(new EventQuery(AlertsOnly: true), default);
        var critical = await bench.Archive().SearchEventsAsync(new EventQuery(AlertsOnly: true, Severity: "Critical"), default);
        var percent = await bench.Archive().SearchEventsAsync(new EventQuery(Text: "0% <s"), default);
        var wildcard = await bench.Archive().SearchEventsAsync(new EventQuery(Text: "B%t"), default);

        Assert.Equal(["STOP_REMOVED", "FEED_LOST"], all.Select(one => one.Type));
        Assert.Equal("STOP_REMOVED", Assert.Single(critical).Type);
        Assert.Equal("100% <script>alert(1)</script>", Assert.Single(percent).Message);
        Assert.Empty(wildcard);
    }

    [Fact]
    public async Task Alerts_WithGoodNews_HaveItAndNoOtherEventOfItsSeverity()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(new EventNoted("STREAM", "Public stream lost", null, null));
        bench.Record(new AlertRaised("FEED_LOST", AlertSeverity.High, "Bybit connection lost", null, null, null));
        bench.Record(new AlertRaised("FEED_BACK", AlertSeverity.Info, "Bybit streams are back", null, null, null));
        await bench.CloseAsync();

        var all = await bench.Archive().SearchEventsAsync(new EventQuery(AlertsOnly: true, WithNews: true), default);
        var news = await bench.Archive().SearchEventsAsync(new EventQuery(AlertsOnly: true, Severity: "Info", WithNews: true), default);

        Assert.Equal(["FEED_BACK", "FEED_LOST"], all.Select(one => one.Type));
        Assert.Equal("FEED_BACK", Assert.Single(news).Type);
    }

    // A code that is raised at INFO and not listed would be found among the events alone.
    [Fact]
    public void News_RaisedAnywhereInTheEngine_IsListedByItsCode()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Titan.Console.sln")))
        {
            root = root.Parent;
        }

        var raised = Directory.EnumerateFiles(Path.Combine(root!.FullName, "Titan.Engine"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "Alert\\(\\s*\"(\\w+)\",\\s*(?:AlertSeverity\\.Info|severity)\\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(AlertNews.Codes, raised);
    }

    [Fact]
    public async Task Events_PagedBySequence_AreEachSeenOnceInOrder()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var i = 0; i < 95; i++)
        {
            bench.Record(new EventNoted("STREAM", $"number {i}", null, null));
        }

        await bench.CloseAsync();
        var seen = new List<string>();
        long before = 0;
        while (await bench.Archive().SearchEventsAsync(new EventQuery(Type: "STREAM", Before: before, Limit: 20), default) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(one => one.Message));
            before = page[^1].Sequence;
        }

        Assert.Equal(Enumerable.Range(0, 95).Reverse().Select(i => $"number {i}"), seen);
    }

    [Fact]
    public async Task Events_OfATime_AreThoseFromItsFirstMomentOn()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            bench.Record(new EventNoted("STREAM", $"number {i}", null, null));
            bench.Record(new EquityMarked(2_450m, 0m, 2_000m));
        }

        await bench.CloseAsync();
        var every = await bench.Archive().SearchEventsAsync(new EventQuery(Type: "STREAM"), default);
        var middle = every[7].At;

        var later = await bench.Archive().SearchEventsAsync(new EventQuery(Type: "STREAM", From: middle), default);
        var between = await bench.Archive().SearchEventsAsync(new EventQuery(Type: "STREAM", From: middle, To: every[3].At), default);

        Assert.Equal(every.Take(8), later);
        Assert.Equal(every.Skip(4).Take(4), between);
    }

    [Fact]
    public async Task Tally_OfAlerts_CountsHoursAndSeverities()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(new AlertRaised("A", AlertSeverity.High, "a", null, null, null));
        bench.Record(new AlertRaised("B", AlertSeverity.High, "b", null, null, null));
        bench.Record(new EventNoted("STREAM", "no alert", null, null));
        await bench.CloseAsync();

        var tally = Assert.Single(await bench.Archive().TallyAlertsAsync(DateTimeOffset.UnixEpoch, default));

        Assert.Equal(new AlertTally(DateTimeOffset.UnixEpoch, "High", 2), tally);
    }

    [Fact]
    public async Task Audit_ByPartOfTheReason_FindsTheAct()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(new CommandRecorded(new CorrelationId("arm-1"), "arm", "ann", "Operator", "api", "before the open", "Done", null));
        bench.Record(new CommandRecorded(new CorrelationId("arm-2"), "disarm", "ben", "Operator", "console", "maintenance", "Done", null));
        await bench.CloseAsync();

        Assert.Equal("ben", Assert.Single(await bench.Archive().SearchAuditAsync(new AuditQuery(Text: "MAINT"), default)).Actor);
        Assert.Equal("arm", Assert.Single(await bench.Archive().SearchAuditAsync(new AuditQuery(Actor: "ann", Action: "arm"), default)).Action);
        Assert.Equal("arm-2", Assert.Single(await bench.Archive().SearchAuditAsync(new AuditQuery(Text: "arm-2"), default)).Correlation);
        Assert.Empty(await bench.Archive().SearchAuditAsync(new AuditQuery(Actor: "an"), default));
    }

    [Fact]
    public async Task Decisions_WithOrdersFillsAndTrade_AreOneTrail()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(Judged("c7", "ETHUSDT", approved: true));
        bench.TradeOnce(7);
        bench.Record(Judged("c8", "BTCUSDT", approved: false));
        await bench.CloseAsync();

        var all = await bench.Archive().GetDecisionsAsync(new DecisionQuery(), default);
        var denied = Assert.Single(await bench.Archive().GetDecisionsAsync(new DecisionQuery(Approved: false), default));
        var trail = await bench.Archive().GetDecisionAsync(all[1].Sequence, default);
        var nothing = await bench.Archive().GetDecisionAsync(denied.Sequence, default);

        Assert.Equal(["c8", "c7"], all.Select(one => one.Judged.Correlation.Value));
        Assert.Equal("RiskLimit", denied.Judged.Denial);
        Assert.Equal(("t-order-7", 2), (Assert.Single(trail!.Orders).Id.Value, trail.Executions.Count));
        Assert.Equal("c7", trail.Trade!.Correlation.Value);
        Assert.Equal((0, 0, null), (nothing!.Orders.Count, nothing.Executions.Count, nothing.Trade));
        Assert.Null(await bench.Archive().GetDecisionAsync(denied.Sequence - 1, default));
        Assert.Null(await bench.Archive().GetDecisionAsync(99_999, default));
    }

    [Fact]
    public async Task Orders_ByStatusAndPage_TellTheWholeCount()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        for (var i = 0; i < 25; i++)
        {
            bench.TradeOnce(i);
        }

        await bench.CloseAsync();

        var page = await bench.Archive().SearchOrdersAsync(new OrderQuery(Symbol: "ETHUSDT", Status: "Filled", Limit: 5, Offset: 10), default);

        Assert.Equal((2, 12), (page.Orders.Count, page.Total));
        Assert.Empty((await bench.Archive().SearchOrdersAsync(new OrderQuery(Status: "Rejected"), default)).Orders);
    }

    internal static IntentJudged Judged(string correlation, string symbol, bool approved) => new(
        new CorrelationId(correlation), "Breakout", new InstrumentId(symbol), Side.Buy, 0.1m, 100m, 99m, 102m, "above 20-bar high", approved,
        approved ? null : "RiskLimit", approved ? null : "OpenRisk", approved ? "bid 99.9 ask 100.1" : "165.21 against 146.92; bid 99.9 ask 100.1", approved ? 0.1m : 0m);
}
