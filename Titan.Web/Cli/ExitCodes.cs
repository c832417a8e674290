namespace Titan.Web.Cli;

/// <summary>Exit codes of every verb; scripts rely on them.</summary>
public static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>Refused or failed: the state does not allow it, or something is wrong.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The console does not answer.</summary>
    public const int Unreachable = 3;

    /// <summary>Not signed in, or the role is missing.</summary>
    public const int NotSignedIn = 4;
}
