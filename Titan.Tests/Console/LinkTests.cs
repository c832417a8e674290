using System.Text.RegularExpressions;

namespace Titan.Tests.ConsoleTests;

/// <summary>No link of the console leads nowhere: every fixed address is that of a page, or of a door that is not a page.</summary>
public sealed partial class LinkTests
{
    private static readonly HashSet<string> Doors = new(StringComparer.Ordinal) { "oncall", "oncall/flatten", "oncall/kill", "metrics", "health", "manifest.webmanifest" };

    [Fact]
    public void Links_OfThePages_LeadToPages()
    {
        var sources = Sources();
        var pages = sources.SelectMany(source => Route().Matches(source.Text).Select(match => match.Groups[1].Value.Trim('/'))).ToHashSet(StringComparer.Ordinal);
        var broken = sources.SelectMany(source => Link().Matches(source.Text).Select(match => (source.Name, Address: match.Groups[1].Value.Split('?', '#')[0].Trim('/'))))
            .Where(link => !pages.Contains(link.Address) && !Doors.Contains(link.Address) && !link.Address.StartsWith("img/", StringComparison.Ordinal)).ToArray();

        Assert.Contains("reconcile", pages);
        Assert.True(broken.Length == 0, string.Join(" | ", broken));
    }

    private static (string Name, string Text)[] Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Titan.Console.sln")))
        {
            root = root.Parent;
        }

        return
        [
            .. Directory.EnumerateFiles(Path.Combine(root!.FullName, "Titan.Web"), "*.razor", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
        ];
    }

    [GeneratedRegex("""^@page "([^"{]*)""", RegexOptions.Multiline)]
    private static partial Regex Route();

    [GeneratedRegex("""<a\b[^>]*?\bhref="([A-Za-z/][^"@]*)["]""")]
    private static partial Regex Link();
}
