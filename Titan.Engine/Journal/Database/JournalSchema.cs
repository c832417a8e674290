using System.Text.RegularExpressions;

namespace Titan.Engine.Journal.Database;

/// <summary>
/// The schema of this version as SQL, written out from the migrations by <c>dotnet ef migrations script</c>. A new database is made from it: waking
/// EF Core's model and migrator for that takes half a second of a first start. A test holds it equal to what the migrations make.
/// </summary>
internal static partial class JournalSchema
{
    /// <summary>Every statement from an empty file to this version, the list of migrations included.</summary>
    public static string Script { get; } = Read();

    /// <summary>Ids of the migrations that the script stands for.</summary>
    public static IReadOnlySet<string> Migrations { get; } = Ids().Matches(Script).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    private static string Read()
    {
        const string name = "schema.sql";
        using var stream = typeof(JournalSchema).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not part of the engine.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"VALUES \('(\d{14}_\w+)'")]
    private static partial Regex Ids();
}
