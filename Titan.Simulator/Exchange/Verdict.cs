namespace Titan.Simulator.Exchange;

/// <summary>The venue's answer to a command: 0 is accepted, anything else is the venue's own refusal code and text.</summary>
internal readonly record struct Verdict(int Code, string Message)
{
    public static Verdict Ok { get; } = new(0, "OK");

    public bool IsOk => Code == 0;

    public static Verdict Parameter(string message) => new(10001, message);
}
