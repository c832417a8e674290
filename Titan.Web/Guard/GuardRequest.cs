using Titan.Web.Api;

namespace Titan.Web.Guard;

/// <summary>Body of the guard's acts; all of it optional but a kill's code.</summary>
internal sealed record GuardRequest : ReasonRequest
{
    /// <summary>The account's kill code, or the word KILL while none is set.</summary>
    public string? Code { get; init; }

    /// <summary>Takes stops and targets too.</summary>
    public bool? IncludeProtective { get; init; }

    /// <summary>Act although the engine beats.</summary>
    public bool? Force { get; init; }
}
