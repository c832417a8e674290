using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>A diary as a test wants it; empty otherwise.</summary>
internal sealed class StagedDiary : IDiary
{
    public List<SettingsEntry> Settings { get; } = [];

    /// <summary>What drove any symbol apart.</summary>
    public Parting Parting { get; set; } = new(null, []);

    /// <summary>Coverage of any position.</summary>
    public List<CoverageStep> Coverage { get; } = [];

    /// <summary>A start, a change and the way back.</summary>
    public static StagedDiary WithVersions()
    {
        var diary = new StagedDiary();
        diary.Settings.Add(new SettingsEntry(30, Anchor.At, new SettingsAccepted("2026-11-21T03:00:00Z", "a1", "rollback", "ann", "too tight", new RiskConfig(), Json(new RiskConfig()), true, "2026-11-21T02:00:00Z", "2026-11-20T08:00:00Z")));
        diary.Settings.Add(new SettingsEntry(20, Anchor.At, new SettingsAccepted("2026-11-21T02:00:00Z", "b2", "api", "ann", "quiet week", new RiskConfig { MaxLeverage = 10m }, Json(new RiskConfig { MaxLeverage = 10m }), true)));
        diary.Settings.Add(new SettingsEntry(3, Anchor.At, new SettingsAccepted("2026-11-20T08:00:00Z", "a1", "start", "system", "first start of this ledger", new RiskConfig(), Json(new RiskConfig()))));
        return diary;
    }

    /// <summary>The same with a position that was naked for its first minute, and a fill by hand.</summary>
    public static StagedDiary OfANight()
    {
        var diary = WithVersions();
        diary.Coverage.AddRange([new(Anchor.At.AddMinutes(-81), 0m, 0.052m), new(Anchor.At.AddMinutes(-80), 0.052m, 0.052m)]);
        diary.Parting = new Parting(new BookedFill(Anchor.At.AddMinutes(-5), "Buy", 2.0m, 138.11m, null, "Trade"), []);
        return diary;
    }

    private static string Json(RiskConfig risk) => ConfigVersion.Write(new TitanConfig { Risk = risk });

    public Task<IReadOnlyList<BreakerEntry>> GetBreakerAsync(long beforeSequence, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BreakerEntry>>([]);

    public Task<IReadOnlyList<SettingsEntry>> GetSettingsAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SettingsEntry>>([.. Settings.Take(limit)]);

    public Task<SettingsEntry?> GetSettingsAsync(string tag, CancellationToken cancellationToken) => Task.FromResult(Settings.FirstOrDefault(entry => entry.Version.Tag == tag));

    public Task<SpanSummary> SummariseAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => Task.FromResult(new SpanSummary(from, to, null, [], false, [], [], 0));

    public Task<IReadOnlyList<CoverageStep>> GetCoverageAsync(Titan.Engine.Model.Position position, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CoverageStep>>([.. Coverage]);

    public Task<Parting> GetPartingAsync(string symbol, DateTimeOffset? agreedAt, CancellationToken cancellationToken) => Task.FromResult(Parting);
}
