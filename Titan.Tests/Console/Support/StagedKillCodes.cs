using Titan.Web.Access;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>Kill codes in memory: none is set unless a test sets one; never waits.</summary>
internal sealed class StagedKillCodes : IKillCodes
{
    public string? Code { get; set; }

    public Task<bool> IsSetAsync(string account, CancellationToken cancellationToken) => Task.FromResult(Code is not null);

    public Task<KillCodeVerdict> JudgeAsync(string account, string answer, CancellationToken cancellationToken) =>
        Task.FromResult(new KillCodeVerdict(answer == (Code ?? KillCodes.Word), Code is not null, TimeSpan.Zero));
}
