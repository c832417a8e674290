namespace Titan.Engine.Model;

/// <summary>One complaint about a setting: its full key, the value, what is allowed.</summary>
public sealed record ConfigProblem(string Key, string Value, string Allowed)
{
    public override string ToString() => $"{Key} = {Value}: {Allowed}";
}
