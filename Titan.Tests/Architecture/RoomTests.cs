using System.Text.RegularExpressions;

namespace Titan.Tests.Architecture;

/// <summary>
/// The arrows between rooms (decision 0005), the size of files and the words we do not leave behind, read from the sources themselves.
/// </summary>
public sealed partial class RoomTests
{
    private const int LongestFile = 420;

    // What each room of the engine may name. Kernel wires everything; the root registers it.
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Model"] = [],
        ["Venues"] = ["Model"],
        ["Strategies"] = ["Model", "Venues"],
        ["Configuration"] = ["Model", "Venues", "Strategies"],
        ["Ledger"] = ["Model", "Venues", "Configuration"],
        ["Journal"] = ["Model", "Ledger"],
        ["Orders"] = ["Model", "Venues", "Configuration", "Ledger"],
        ["Shadow"] = ["Model", "Venues", "Configuration", "Ledger", "Orders"],
        ["Safety"] = ["Model", "Venues", "Configuration", "Ledger", "Orders", "Shadow"],
        ["Risk"] = ["Model", "Venues", "Configuration", "Ledger"],
        ["Intake"] = ["Model", "Venues", "Strategies", "Configuration", "Ledger", "Orders", "Safety", "Risk"],
        ["Guard"] = ["Model", "Venues", "Orders"],
        ["Kernel"] = ["Guard", "Intake", "Model", "Venues", "Strategies", "Configuration", "Ledger", "Journal", "Orders", "Shadow", "Safety", "Risk"],
    };

    [Fact]
    public void Rooms_OfTheEngine_NameOnlyWhatTheirArrowsAllow()
    {
        var turned = new List<string>();
        foreach (var (room, file) in Sources("Titan.Engine"))
        {
            if (!Arrows.TryGetValue(room, out var allowed))
            {
                Assert.True(room.Length == 0, $"{room}: a room without arrows; give it some in decision 0005 and here");
                continue;
            }

            turned.AddRange(
                from Match match in Named().Matches(File.ReadAllText(file))
                let other = match.Groups[1].Value
                where other != room && Arrows.ContainsKey(other) && !allowed.Contains(other)
                select $"{Path.GetFileName(file)}: {room} must not name {other}");
        }

        Assert.Empty(turned.Distinct());
    }

    [Fact]
    public void Simulator_SharesNothingWithTheEngine() =>
        Assert.DoesNotContain(Sources("Titan.Simulator"), source => File.ReadAllText(source.File).Contains("Titan.Engine", StringComparison.Ordinal));

    [Fact]
    public void Engine_KnowsNeitherConsoleNorSimulator() =>
        Assert.DoesNotContain(Sources("Titan.Engine"), source => Outward().IsMatch(File.ReadAllText(source.File)));

    /// <summary>A field that is drawn anew from what the server last heard loses letters on a slow link; bound fields keep them.</summary>
    [Fact]
    public void Fields_WhileTyping_AreBound() =>
        Assert.DoesNotContain(Sources("Titan.Web", "*.razor"), source => Echoed().IsMatch(File.ReadAllText(source.File)));

    [Fact]
    public void Files_StayReadable() =>
        Assert.Empty(
            from project in (string[])["Titan.Engine", "Titan.Web", "Titan.Simulator", "Titan.Tests", "Titan.Benchmarks"]
            from source in Sources(project)
            let lines = File.ReadLines(source.File).Count()
            where lines > LongestFile
            select $"{Path.GetFileName(source.File)}: {lines} lines; look for the second concept");

    [Fact]
    public void Sources_HoldNoLeftovers() =>
        Assert.Empty(
            from project in (string[])["Titan.Engine", "Titan.Web", "Titan.Simulator", "Titan.Benchmarks"]
            from source in Sources(project)
            where Leftover().IsMatch(File.ReadAllText(source.File))
            select Path.GetFileName(source.File));

    private static IEnumerable<(string Room, string File)> Sources(string project, string kind = "*.cs")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var root = Path.Combine(folder.FullName, project);
            if (File.Exists(Path.Combine(folder.FullName, "Titan.Console.sln")) && Directory.Exists(root))
            {
                return Directory.EnumerateFiles(root, kind, SearchOption.AllDirectories)
                    .Select(file => (Parts: Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar), File: file))
                    .Where(source => source.Parts[0] is not ("bin" or "obj") && !source.Parts.Contains("Migrations"))
                    .Select(source => (source.Parts.Length > 1 ? source.Parts[0] : "", source.File));
            }
        }

        throw new DirectoryNotFoundException($"No sources of {project} above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"Titan\.Engine\.([A-Z][a-z]+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"Titan\.(Web|Simulator)\b")]
    private static partial Regex Outward();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|DateTime\.Now|Thread\.Sleep|async void")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"\bvalue=""[^""]*""[^>]*@oninput=")]
    private static partial Regex Echoed();
}
