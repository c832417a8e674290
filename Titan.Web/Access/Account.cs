namespace Titan.Web.Access;

/// <summary>Rights come from roles (spec titan-trading 11). Names are claims, settings and database values alike.</summary>
public static class Roles
{
    public const string Viewer = "Viewer";
    public const string Operator = "Operator";
    public const string RiskManager = "RiskManager";
    public const string Admin = "Admin";

    /// <summary>May stop: disarm, flatten, cancel, pause.</summary>
    public const string Stop = "Stop";

    /// <summary>May arm and reconcile.</summary>
    public const string Trade = "Trade";

    /// <summary>May reset the breaker.</summary>
    public const string Risk = "Risk";

    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, RiskManager, Admin];
}

/// <summary>Who is signed in: name and roles.</summary>
public sealed record Account(string Name, IReadOnlyList<string> RoleNames);

/// <summary>Result of a password check. <paramref name="OnlyStopping"/>: locked out, the password is right, and stopping is all it opens.</summary>
public sealed record SignInResult(Account? Account, SignInFailure Failure, TimeSpan RetryAfter, bool OnlyStopping = false)
{
    public static SignInResult Of(Account account, bool onlyStopping = false) => new(account, SignInFailure.None, TimeSpan.Zero, onlyStopping);

    public static SignInResult No(SignInFailure failure, TimeSpan retryAfter = default) => new(null, failure, retryAfter);
}

public enum SignInFailure
{
    None,
    WrongNameOrPassword,

    /// <summary>Right or wrong, this account waits; stopping acts with the right password are let through.</summary>
    LockedOut,
}
