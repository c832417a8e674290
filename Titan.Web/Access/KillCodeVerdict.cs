using System.Globalization;

namespace Titan.Web.Access;

/// <summary>Judgement of an answer to the kill switch's question.</summary>
/// <param name="Right">The switch may be pulled.</param>
/// <param name="AsksCode">The account's own six digits are asked, not the word.</param>
/// <param name="Wait">Until the next answer is heard; zero when it is heard at once.</param>
public sealed record KillCodeVerdict(bool Right, bool AsksCode, TimeSpan Wait)
{
    public int WaitSeconds => (int)Math.Ceiling(Wait.TotalSeconds);

    /// <summary>What is asked, for people.</summary>
    public string Asked => AsksCode ? "your own six-digit kill code" : $"the word {KillCodes.Word}";

    /// <summary>Why not, and what to do; empty when right.</summary>
    public string Message => Right ? ""
        : Wait > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"Wrong kill code three times: wait {WaitSeconds} s. FLATTEN ALL needs no code and works now.")
        : $"Wrong kill code: {Asked} is asked. FLATTEN ALL needs no code and works now.";
}

/// <summary>Why a kill code was not set.</summary>
public enum KillCodeRefusal
{
    None,
    NotSixDigits,
    WrongPassword,
}
