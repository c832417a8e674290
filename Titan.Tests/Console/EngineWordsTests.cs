using System.Globalization;
using System.Text.RegularExpressions;
using Titan.Engine.Model;
using Titan.Engine.Safety.Measures;
using Titan.Engine.Shadow;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;
using Titan.Web.Dialogs;
using Titan.Web.Languages;

namespace Titan.Tests.ConsoleTests;

/// <summary>
/// A German reader reads the engine's sentences in German too. The sources of the engine are read for them, so that a new sentence without
/// German fails here: every alert and event, every refusal and answer of a command, every reason of arm, pause, lock and cancel, every step of
/// the kill switch, the preconditions, and whatever else Safety says; besides, each measure of the breaker with its unit and each kind of drift.
/// Not read: what a venue answers, what people type, configuration problems (shown before any page is), and texts of logs and exceptions.
/// </summary>
public sealed partial class EngineWordsTests
{
    private static readonly EngineWords German = new(Words.EngineInGerman);

    private static readonly HashSet<string> Speaking = new(StringComparer.Ordinal)
    {
        "Alert", "Note", "CommandRefusal", "Refused", "Done", "CommandResult", "CommandRow", "CancelEntries", "Cancel", "ArmChanged", "PauseChanged", "Lift", "Unlock", "Lock",
        "Disarm", "OverrideEnded", "BreakerReset", "Doubt", "Move", "Abort", "ActStep", "Precondition", "FlattenAdvanced", "NotReady", "Silent",
    };

    /// <summary>Literals among them that are ids, sources and figures.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "7 ms", "entries", "feed", "operator" };

    [Fact]
    public void Sentence_OfTheEnginesSources_IsKnownInGerman()
    {
        var missing = Spoken().Where(one => !German.Knows(one.Text)).Select(one => $"{one.File}: {one.Text}").Distinct().ToArray();
        Assert.True(missing.Length == 0, "without German:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void Sources_AreReadAtAll() => Assert.InRange(Spoken().Count(), 150, 2_000);

    [Fact]
    public void Reason_OfEveryMeasure_IsGermanWithItsFigures()
    {
        foreach (var measure in BreakerMeasures.Ordered)
        {
            var reason = $"{measure.Name} 7.1 {measure.Unit}, limit 7 {measure.Unit}";
            foreach (var said in (string[])[reason, reason + ", BTCUSDT", $"tripped: {reason}", $"{measure.Code}: {reason}", $"{measure.Code}: disarmed, {reason}; positions stay open", $"CIRCUIT_BREAKER: Circuit breaker tripped, {reason}; positions stay open"])
            {
                var german = German.Of(said);
                Assert.DoesNotContain(measure.Name, german, StringComparison.Ordinal);
                Assert.Contains(" 7.1 ", german, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Drift_OfEveryKind_SaysInGermanWhatIsDone()
    {
        foreach (var kind in Enum.GetValues<DriftKind>())
        {
            var action = new Mismatch(BenchInstruments.Btc, kind, 1m, 2m, 3m).Action;
            Assert.True(German.Knows(action), action);
            Assert.Contains(German.Of(action), German.Of($"Position mismatch BTCUSDT: ours 1, venue 2; {action}"), StringComparison.Ordinal);
            Assert.NotEqual($"{kind}: {action}", German.Of($"{kind}: {action}"));
        }
    }

    [Theory]
    [InlineData("41 s, in sync", "41 s, synchron")]
    [InlineData("−0.6 of −7 %", "−0.6 von −7 %")]
    [InlineData("38 ms", "38 ms")]
    [InlineData("nobody of us", "nobody of us")]
    [InlineData("the news is bad", "the news is bad")]
    [InlineData("DISARMED by anna: the news is bad", "DISARMED durch anna: the news is bad")]
    [InlineData("Disarmed to Locked by system: daily drawdown 7.1 %, limit 7 %", "Disarmed zu Locked durch System: Drawdown des Tages 7.1 %, Grenze 7 %")]
    [InlineData("BTCUSDT naked for 3 s: 0.02 of 0.052 without a live stop", "BTCUSDT seit 3 s ungedeckt: 0.02 von 0.052 ohne wirksamen Stop")]
    public void Sentence_InGerman_KeepsFiguresNamesAndWhatPeopleTyped(string english, string german)
    {
        Assert.Equal(german, German.Of(english));
        Assert.Equal(german, German.Of(english));
    }

    [Fact]
    public void Sentence_OfAnEnglishReader_IsTheVeryTextOfTheEngine()
    {
        var said = $"{"Bybit connection lost"}: entries are paused, positions are watched by REST";
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
            Assert.Same(said, Words.Said(said));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.StartsWith("Bybit ist getrennt", Words.Said(said), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Sentences_InBothLanguages_HaveTheSamePlaces() =>
        Assert.Empty(Words.EngineInGerman.Where(pair => !Places(pair.Key).SetEquals(Places(pair.Value))).Select(pair => pair.Key));

    [Fact]
    public void Reasons_OfTheFlattenDialog_ComeBackFromTheEngineInGerman() => Assert.All(FlattenDialog.Reasons, reason => Assert.Equal(Words.InGerman[reason], German.Of(reason)));

    private static HashSet<char> Places(string text) => [.. EngineSentence.Place().Matches(text).Select(match => match.Value[1])];

    private static IEnumerable<(string File, string Text)> Spoken()
    {
        var engine = Path.Combine(RepositoryRoot(), "Titan.Engine");
        foreach (var file in Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(engine, file).Replace('\\', '/');
            if (name.StartsWith("obj/", StringComparison.Ordinal) || name.StartsWith("bin/", StringComparison.Ordinal))
            {
                continue;
            }

            var safety = name.StartsWith("Safety/", StringComparison.Ordinal) && name != "Safety/SettingsDesk.cs";
            foreach (var (call, text) in SpokenLiterals.Of(File.ReadAllText(file)))
            {
                if ((Speaking.Contains(call) || (safety && text.Contains(' ', StringComparison.Ordinal))) && Lower().IsMatch(text) && !Silent.Contains(text))
                {
                    yield return (name, text.Trim());
                }
            }
        }
    }

    private static string RepositoryRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Titan.Console.sln")))
        {
            root = root.Parent;
        }

        return root!.FullName;
    }

    /// <summary>Two small letters in a row: codes and formats have none.</summary>
    [GeneratedRegex("[a-z]{2}")]
    private static partial Regex Lower();
}
