namespace Titan.Web.Live;

/// <summary>
/// Which parts of the product stand behind the console's controls. What does not stand is shown as absent, never as working.
/// </summary>
public sealed record FaceParts
{
    /// <summary>/oncall answers, so the danger zone's plain forms work without a circuit.</summary>
    public bool OnCall { get; init; }

    /// <summary>Path that ends the session; null where nobody signs in.</summary>
    public string? SignOutPath { get; init; }
}
