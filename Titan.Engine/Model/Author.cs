namespace Titan.Engine.Model;

/// <summary>Who acts, with which rights and through which door (console, api, cli, oncall, system).</summary>
public sealed record Author(string Name, string Roles, string Door)
{
    public static Author System { get; } = new("system", "", "system");
}
