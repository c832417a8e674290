using System.Text.RegularExpressions;

namespace Titan.Tests.ConsoleTests;

/// <summary>
/// No page says a word that has no other language: texts between tags and attributes that people read go through T. A scan of the sources, so
/// words that are put together in code are not found here; those begin in T and are found by <see cref="WordsTests"/>.
/// </summary>
public sealed partial class UntranslatedTests
{
    /// <summary>What reads the same in every language: names, codes, and the words that the seeds fix.</summary>
    private static readonly HashSet<string> Fixed = new(StringComparer.Ordinal)
    {
        "TITAN CONSOLE", "Titan Console", "Titan", "ARM SYSTEM", "BREAKER TRIPPED", "KILL AND LOCK", "Master Arm", "HTTP", "Shell", "JSON", "CSV", "UTC", "USDT",
        "Are you sure? This will close ALL positions.", "Shift F", "Shift C", "Shift X", "Ctrl K", "Space", "BTCUSDT", "titan_admin", "arm", "ms", "bps",
    };

    [Fact]
    public void Pages_SayNothingThatHasNoOtherLanguage()
    {
        var found = Pages().SelectMany(page => Visible(File.ReadAllText(page)).Select(text => $"{Path.GetFileName(page)}: {text}")).ToArray();
        Assert.True(found.Length == 0, "not through T: " + string.Join(" | ", found));
    }

    [Theory]
    [InlineData("<p>Nothing measured yet.</p>", "Nothing measured yet.")]
    [InlineData("<b>@row.Name</b> is open", "is open")]
    [InlineData("<section aria-label=\"Key figures\">", "Key figures")]
    [InlineData("<Panel Title=\"Health\" />", "Health")]
    [InlineData("<p>@T(\"Flat\") 5 USDT</p>", null)]
    [InlineData("<p title=\"@T(\"Entry\")\">@Figures.Money(x) · @row.Words</p>", null)]
    [InlineData("@if (rows.Count == 0)", null)]
    public void Scan_OfALine_FindsWhatPeopleRead(string line, string? expected) => Assert.Equal(expected, Visible(line).FirstOrDefault());

    private static IEnumerable<string> Visible(string source)
    {
        foreach (var line in Comment().Replace(source, "").Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || Code().IsMatch(line))
            {
                continue;
            }

            var bare = Spoken().Replace(line, "");
            foreach (Match match in Attribute().Matches(bare))
            {
                if (Reads(match.Groups[1].Value) is { } said)
                {
                    yield return said;
                }
            }

            foreach (var text in Tag().Replace(Expression().Replace(Quoted().Replace(bare, "\"\""), " "), "\n").Split('\n'))
            {
                if (Reads(text) is { } said)
                {
                    yield return said;
                }
            }
        }
    }

    private static string? Reads(string text)
    {
        var said = text.Trim(' ', '·', '.', ',', ':', '(', ')');
        return Fixed.Contains(said) || Fixed.Contains(text.Trim()) || said.StartsWith('/') || said.StartsWith("./titan", StringComparison.Ordinal) || said.StartsWith("TITAN__", StringComparison.Ordinal) || !Word().IsMatch(said)
            ? null
            : text.Trim();
    }

    private static IEnumerable<string> Pages()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Titan.Console.sln")))
        {
            root = root.Parent;
        }

        return Directory.EnumerateFiles(Path.Combine(root!.FullName, "Titan.Web"), "*.razor", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(file)[0] != '_');
    }

    [GeneratedRegex(@"@\*.*?\*@|<svg.*?</svg>|<script.*?</script>|<style.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // Directives and lines that are C#.
    [GeneratedRegex(@"^(@(page|inherits|using|layout|if|foreach|switch|namespace|inject|rendermode)\b|case |default:|break;|else\b|[{}]|EmptyTitle=|[a-z-]+=""@)")]
    private static partial Regex Code();

    [GeneratedRegex("""@?\b(?:Titan\.Web\.Languages\.Words\.)?T\((?:[^()"]|"(?:[^"\\]|\\.)*"|\((?:[^()"]|"[^"]*"|\([^()]*\))*\))*\)""")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\b(?:Title|Subtitle|Note|Text|Label|Consequence|title|placeholder|aria-label|data-label|alt)=""([^""@]+)""")]
    private static partial Regex Attribute();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    // @(…), @name.Of(x).Other, and blocks of C# within the line.
    [GeneratedRegex(@"@\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|@(?:if|foreach)\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|@[A-Za-z_][\w.?!]*(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\.[\w]+)*|\belse\b|=> ")]
    private static partial Regex Expression();

    [GeneratedRegex(@"<[^<>]*>|<\w[^<>]*$|[{}]")]
    private static partial Regex Tag();

    [GeneratedRegex("[a-z]{2,}")]
    private static partial Regex Word();
}
