using Titan.Engine.Journal;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>A diary as a test wants it; empty otherwise.</summary>
internal sealed class StagedDiary : IDiary
{
    public List<SettingsEntry> Settings { get; } = [];

    public Task<IReadOnlyList<BreakerEntry>> GetBreakerAsync(long beforeSequence, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BreakerEntry>>([]);

    public Task<IReadOnlyList<SettingsEntry>> GetSettingsAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SettingsEntry>>([.. Settings.Take(limit)]);

    public Task<SettingsEntry?> GetSettingsAsync(string tag, CancellationToken cancellationToken) => Task.FromResult(Settings.FirstOrDefault(entry => entry.Version.Tag == tag));

    public Task<SpanSummary> SummariseAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => Task.FromResult(new SpanSummary(from, to, null, [], false, [], [], 0));
}
