using Bunit;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Journal;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Every gate's answer with its numbers, and what was seen with its age, as the decision's row carries them.</summary>
public sealed class DecisionGatesTests
{
    private static readonly DecisionInputs Inputs = new()
    {
        Bid = 2.1399m,
        Ask = 2.1401m,
        BookAgeMs = 84,
        MarkPrice = 2.1400m,
        FundingRate = 0.0001m,
        Equity = 2_448.62m,
        EquityAgeMs = 700,
        AvailableMargin = 1_500m,
        ReconcileAgeMs = 26_000,
        ClockOffsetMs = 12,
        Open = 3,
        GrossNotional = 11_638m,
        OpenRisk = 116.24m,
        Phase = 1,
        Weight = 0.9335m,
        Modifier = 1m,
        TrapType = "DAILY_LEVEL",
        SignalId = "sc-XRP-031207-b18e",
        Confidence = 85,
        Leverage = 10m,
    };

    private static readonly int Refusing = Enumerable.Range(0, RiskGates.Count).Single(gate => RiskGates.NameAt(gate) == "OpenRisk");

    [Fact]
    public void Gates_OfADenial_SayTheirNumbersUpToTheFirstNoAndNameTheRest()
    {
        var view = DecisionView.From(new DecisionTrail(Refused(), [], [], null));
        Assert.Equal(RiskGates.Count, view.Gates.Count);
        Assert.Contains(view.Gates, gate => gate is { Step: "6", Name: "Age of the book", Answer: "passed", Figures: "84 ≤ 1,000 ms", Tone: Tone.Ok });
        Assert.Contains(view.Gates, gate => gate is { Step: "10", Name: "Correlation", Answer: "lowered to 120.5", Figures: "0.86 > 0.8", Tone: Tone.High });
        var no = Assert.Single(view.Gates, gate => gate.Tone == Tone.Warn);
        Assert.Equal(("11", "Open risk", "denied", "165.21 > 146.92 USDT"), (no.Step, no.Name, no.Answer, no.Figures));
        Assert.Equal(["Room to the daily loss", "Smallest size"], view.Gates.Where(gate => gate.Answer == "not asked").Select(gate => gate.Name));
        Assert.Equal("165.21 > 146.92 USDT", view.Compared);
        Assert.Equal($"the first no wins: {Refusing + 1} of {RiskGates.Count} asked", view.GatesNote);
    }

    [Fact]
    public void Inputs_OfADecision_AreShownWithTheirAgesAndItsConfiguration()
    {
        var view = DecisionView.From(new DecisionTrail(Refused(), [], [], null));
        Assert.Contains(new Fact("Configuration", "v13"), view.Inputs);
        Assert.Contains(new Fact("Equity", "2,448.62 USDT", "0.7 s old"), view.Inputs);
        Assert.Contains(new Fact("Last reconcile", "26 s ago"), view.Inputs);
        Assert.Contains(new Fact("Phase", "1", "weight 93.4 %, modifier 1"), view.Inputs);
        Assert.Contains(new Fact("Trap", "DAILY_LEVEL", "confidence 85"), view.Wanted);
        Assert.Contains(new Fact("Signal", "sc-XRP-031207-b18e"), view.Wanted);
    }

    [Fact]
    public void Configuration_OfADecision_IsItsHashWhereOneIsWritten() => Assert.Contains(
        new Fact("Configuration", "3f9a21c0"), DecisionView.From(new DecisionTrail(Refused() with { Judged = Refused().Judged with { ConfigHash = "3f9a21c0" } }, [], [], null)).Inputs);

    [Fact]
    public void OrderType_ThatTheBookChanged_IsShownWithItsReasonAndTheMomentum()
    {
        var changed = Inputs with { Order = EntryOrder.AggressiveLimit, OrderWhy = "MARKET became LIMIT: bids over asks 1.2, at market only above 2.0", Momentum = 92.4m, Allowance = 1.5m };
        var view = DecisionView.From(new DecisionTrail(Refused() with { Judged = Refused().Judged with { Inputs = changed } }, [], [], null));
        Assert.Contains(new Fact("Order type", "aggressive limit", "MARKET became LIMIT: bids over asks 1.2, at market only above 2.0"), view.Wanted);
        Assert.Contains(new Fact("Momentum", "92.4", "limits on spread and slippage times 1.5"), view.Wanted);
        Assert.DoesNotContain(DecisionView.From(new DecisionTrail(Refused(), [], [], null)).Wanted, fact => fact.Name is "Order type" or "Momentum");
    }

    [Fact]
    public void Inputs_NotKnownThen_ReadAsUnknownAndNeverAsZero()
    {
        var blind = Refused() with { Judged = Refused().Judged with { Inputs = new DecisionInputs() } };
        var view = DecisionView.From(new DecisionTrail(blind, [], [], null));
        foreach (var name in new[] { "Bid", "Age of the book", "Equity", "Last reconcile", "Clock against the venue", "Phase" })
        {
            Assert.Contains(view.Inputs, fact => fact.Name == name && fact is { Value: "?", Tone: Tone.Unknown });
        }
    }

    [Fact]
    public void Gates_OfAGhost_AllPassAndItsMarkRefuses()
    {
        var verdicts = Enumerable.Range(0, RiskGates.Count).Select(gate => new GateVerdict(RiskGates.NameAt(gate), "passed", 0m, 0m)).ToArray();
        var judged = SqliteArchiveTests.Judged("c9", "XRPUSDT", approved: false) with { Denial = "GhostMode", Gate = "Ghost", Gates = verdicts, Inputs = Inputs, ConfigVersion = 13 };
        var view = DecisionView.From(new DecisionTrail(new Decision(18, Anchor.At, judged), [], [], null));
        Assert.Equal("The strategy runs in ghost mode: judged and recorded, never sent.", view.Sentence);
        Assert.Equal(("Ghost mode", "denied"), (view.Gates[^1].Name, view.Gates[^1].Answer));
        Assert.Equal($"all {RiskGates.Count} were asked", view.GatesNote);
    }

    [Theory]
    [InlineData("Reconcile", "denied", -1, 120, "unknown, limit 120 s")]
    [InlineData("Clock", "passed", -12, 1000, "−12 ms, ±1,000 ms")]
    [InlineData("MaxPositions", "denied", 5, 5, "5 ≥ 5")]
    [InlineData("DailyLoss", "denied", 2300, 2332.14, "2,300.00 < 2,332.14 USDT")]
    [InlineData("MinSize", "passed", 3, 1, "3 ≥ 1")]
    [InlineData("Funding", "denied", -60, -50, "−60.0 < −50 % a year")]
    [InlineData("Slippage", "denied", 0.31, 0.2, "0.31 > 0.2 %")]
    [InlineData("Slippage", "denied", -1, 0.25, "more than the book holds, limit 0.25 %")]
    [InlineData("MasterArm", "denied", 0, 0, "")]
    [InlineData("Expiry", "denied", 1.24, 0, "1.2 s too late")]
    public void Figures_OfAGate_ReadInItsOwnUnit(string gate, string answer, double value, double limit, string expected) =>
        Assert.Equal(expected, GateFigures.Of(new GateVerdict(gate, answer, (decimal)value, (decimal)limit)));

    [Fact]
    public void Words_OfEveryGateAndDenial_AreThere()
    {
        Assert.All(Enumerable.Range(0, RiskGates.Count).Select(RiskGates.NameAt), name => Assert.Contains(name, DecisionWords.Gates));
        Assert.All(Enum.GetNames<DenialReason>().Where(name => name != nameof(DenialReason.None)), name => Assert.Contains(name, DecisionWords.Sentences));
    }

    [Fact]
    public async Task Why_ShowsEveryGateOnThePage()
    {
        await using var face = new Face();
        face.Archive.Decisions = [Refused()];
        face.Archive.Trail = new DecisionTrail(Refused(), [], [], null);
        var page = face.Render<Why>();
        Assert.Equal(RiskGates.Count, page.FindAll(".gates li").Count);
        Assert.Contains("165.21 > 146.92 USDT", page.Find(".gates li.no").TextContent, StringComparison.Ordinal);
        Assert.Contains("the venue was never asked", page.Find("[aria-label='Orders and fills']").TextContent, StringComparison.Ordinal);
    }

    internal static Decision Refused()
    {
        var asked = Enumerable.Range(0, Refusing + 1).Select(gate => RiskGates.NameAt(gate) switch
        {
            "BookAge" => new GateVerdict("BookAge", "passed", 84m, 1_000m),
            "Correlation" => new GateVerdict("Correlation", "lowered", 0.86m, 0.8m) { Code = "Correlation", Quantity = 120.5m },
            "OpenRisk" => new GateVerdict("OpenRisk", "denied", 165.21m, 146.92m) { Code = "RiskLimit" },
            var name => new GateVerdict(name, "passed", 0m, 0m),
        }).ToArray();
        return new Decision(17, Anchor.At, SqliteArchiveTests.Judged("c8", "XRPUSDT", approved: false) with { Gates = asked, Inputs = Inputs, ConfigVersion = 13 });
    }
}
