namespace Titan.Benchmarks.Running;

/// <summary>One process that does the operation and prints one line of figures.</summary>
/// <param name="Name">Name in tables; unique in its goal.</param>
/// <param name="Program">Executable.</param>
/// <param name="Arguments">Its arguments; <c>{port}</c> becomes the stub's port.</param>
internal sealed record Contestant(string Name, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Arguments of a stub server that is started first and asked for its own line afterwards; null when none is needed.</summary>
    public IReadOnlyList<string>? Stub { get; init; }

    /// <summary>Contestants of one group must print the same <c>check</c>.</summary>
    public string CheckGroup { get; init; } = "";

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>A contestant written in C#, in this very assembly.</summary>
    public static Contestant Net(string name, params IEnumerable<string> arguments) =>
        new(name, Environment.ProcessPath ?? "dotnet", [.. OwnAssembly(), "measure", .. arguments]);

    /// <summary>A contestant of the folder <c>peers</c>.</summary>
    public static Contestant Node(string name, string peers, string script, params IEnumerable<string> arguments) =>
        new(name, "node", [Path.Combine(peers, script), .. arguments]);

    /// <summary>How to start this program once more: its assembly when run by <c>dotnet</c>, nothing when it is an executable.</summary>
    public static IReadOnlyList<string> OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath ?? "dotnet") == "dotnet" ? [typeof(Contestant).Assembly.Location] : [];
}
