using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Languages;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Both languages have every word, with the same places for values; what no page says is in neither.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Words_OfTheSources_AreAllInGerman()
    {
        var missing = Said().Where(text => !Words.InGerman.ContainsKey(text)).ToArray();
        Assert.True(missing.Length == 0, "without German: " + string.Join(" | ", missing));
    }

    [Fact]
    public void Words_InGerman_AreAllSaidSomewhere()
    {
        var said = Said().ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Words.InGerman.Keys, text => !said.Contains(text));
    }

    [Fact]
    public void Words_InBothLanguages_HaveTheSamePlaces() =>
        Assert.Empty(Words.InGerman.Where(pair => !Places(pair.Key).SetEquals(Places(pair.Value))).Select(pair => pair.Key));

    [Fact]
    public async Task Page_ForAGermanReader_IsGermanAndItsFiguresStay()
    {
        await using var face = new Face();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Contains("Noch kein Alarm", face.Render<Alerts>().Markup, StringComparison.Ordinal);
            Assert.Equal("2,450.00", Figures.Money(2450m));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData(null, "03:14:22", "UTC")]
    [InlineData("utc", "03:14:22", "UTC")]
    [InlineData("Asia/Tokyo", "12:14:22", "UTC+9")]
    [InlineData("America/St_Johns", "23:44:22", "UTC−3:30")]
    [InlineData("Nowhere/<script>", "03:14:22", "UTC")]
    public void Zone_OfTheCookie_MovesTheClockAndSaysSo(string? cookie, string clock, string label)
    {
        ViewerZone.Current = ViewerZone.Of(cookie);
        try
        {
            Assert.Equal((clock, label), (Figures.Clock(Anchor.At), ViewerZone.Label(Anchor.At)));
        }
        finally
        {
            ViewerZone.Current = TimeZoneInfo.Utc;
        }
    }

    private static IEnumerable<string> Said()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Titan.Console.sln")))
        {
            root = root.Parent;
        }

        var sources = Directory.EnumerateFiles(Path.Combine(root!.FullName, "Titan.Web"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return sources.SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => Regex.Unescape(match.Groups[1].Value)))
            .Concat(AlertGuide.Texts)
            .Concat(DecisionWords.Texts)
            .Concat(MeasureWords.Texts)
            .Concat(HistoryRow.Listed)
            .Concat(HistoryRow.Severities.Select(severity => severity.ToUpperInvariant()))
            .Concat(Titan.Web.Dialogs.FlattenDialog.Reasons)
            .Concat([OperatorActs.NeedsStop, OperatorActs.NeedsTrade, OperatorActs.NeedsRisk])
            .Concat(SettingsView.Names)
            .Append("INFO")
            .Concat(Enum.GetNames<OrderStatus>())
            .Concat(Enum.GetNames<OrderPurpose>())
            .Concat(["Overview", "Phase 1", "Positions", "Why", "Alerts", "Settings", "System"])
            .Distinct();
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("""\bT\(\s*"((?:[^"\\]|\\.)*)"(?=[,)])""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
