namespace Titan.Web.Access;

/// <summary>The kill switch's question, as the console and the plain page ask it (spec titan-trading 5.4).</summary>
public interface IKillCodes
{
    /// <summary>The account has a code of its own, so the word is not asked.</summary>
    Task<bool> IsSetAsync(string account, CancellationToken cancellationToken);

    /// <summary>Judges an answer and counts it when it is wrong.</summary>
    Task<KillCodeVerdict> JudgeAsync(string account, string answer, CancellationToken cancellationToken);
}
