using System.Globalization;
using System.Text.Json;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Bybit;

/// <summary>The reaction table of the venue's codes, row by row.</summary>
public sealed class ErrorCodesTests
{
    private static readonly int[] SettingAlreadySo = [110043, 110025, 110026, 110027, 34040];
    private static readonly int[] Fatal = [10003, 33004, -2015, 10004, 10005, 10007, 10008, 10009, 10010, 10024, 10027, 110132, 10028, 100028, 110088];
    private static readonly int[] Uncertain = [10000, 10016, 170007, 170146];
    private static readonly int[] AlreadyFinal = [110008, 110010, 170139, 170142, 170190, 170212];

    private static readonly int[] Dead =
    [
        10017, 10029, 10404, 110004, 110006, 110007, 110012, 110014, 110044, 110045, 110051, 110052, 110053, 170131, 170033, 110009, 110020, 110061, 170810,
        110003, 30208, 30209, 110120, 110121, 170132, 170133, 170134, 170192, 170193, 170194, 170371, 170372, 110094, 170140, 170136,
        110021, 110022, 110023, 110042, 110082, 110085, 110086, 110090, 3400139, 110013, 110036, 110038, 110024, 110028, 110011, 110040, 110046, 110039,
        110063, 110066, 110074, 110095, 110096, 110097, 110098, 110099, 110100, 110101, 110102, 110103, 170151, 30228, 110092, 110093,
        110110, 110111, 110112, 110113, 110114, 110115, 110116, 3100181, 3777002,
    ];

    public static TheoryData<int, string, OutcomeKind, VenueReaction> Rows()
    {
        var rows = new TheoryData<int, string, OutcomeKind, VenueReaction>();
        foreach (var code in SettingAlreadySo)
            rows.Add(code, nameof(BybitRequestKind.Configure), OutcomeKind.Accepted, VenueReaction.None);
        foreach (var kind in Enum.GetNames<BybitRequestKind>())
        {
            foreach (var code in Fatal)
                rows.Add(code, kind, OutcomeKind.Rejected, VenueReaction.Fatal);
            foreach (var code in Dead)
                rows.Add(code, kind, OutcomeKind.Rejected, VenueReaction.Reject);
            foreach (var code in (int[])[10006, 10018, 170222, 20003, 429, 10429])
                rows.Add(code, kind, OutcomeKind.Rejected, VenueReaction.Retry);
        }

        foreach (var code in Uncertain)
        {
            rows.Add(code, nameof(BybitRequestKind.Create), OutcomeKind.Unknown, VenueReaction.Reconcile);
            rows.Add(code, nameof(BybitRequestKind.Amend), OutcomeKind.Unknown, VenueReaction.Reconcile);
            rows.Add(code, nameof(BybitRequestKind.Read), OutcomeKind.Rejected, VenueReaction.Retry);
        }

        foreach (var code in AlreadyFinal)
        {
            rows.Add(code, nameof(BybitRequestKind.Cancel), OutcomeKind.Accepted, VenueReaction.Reconcile);
            rows.Add(code, nameof(BybitRequestKind.Amend), OutcomeKind.Rejected, VenueReaction.Reconcile);
        }

        foreach (var code in (int[])[110001, 170213])
        {
            rows.Add(code, nameof(BybitRequestKind.Cancel), OutcomeKind.Rejected, VenueReaction.Reconcile);
            rows.Add(code, nameof(BybitRequestKind.Amend), OutcomeKind.Rejected, VenueReaction.Reconcile);
            rows.Add(code, nameof(BybitRequestKind.Create), OutcomeKind.Unknown, VenueReaction.Reconcile);
        }

        foreach (var code in (int[])[110017, 110033, 110034, 110035, 110005, 110032])
            rows.Add(code, nameof(BybitRequestKind.Create), OutcomeKind.Rejected, VenueReaction.Reconcile);
        rows.Add(110064, nameof(BybitRequestKind.Amend), OutcomeKind.Rejected, VenueReaction.Reconcile);
        rows.Add(110072, nameof(BybitRequestKind.Create), OutcomeKind.Unknown, VenueReaction.Reconcile);
        rows.Add(170141, nameof(BybitRequestKind.Create), OutcomeKind.Unknown, VenueReaction.Reconcile);
        rows.Add(10014, nameof(BybitRequestKind.Create), OutcomeKind.Unknown, VenueReaction.Reconcile);
        rows.Add(20006, nameof(BybitRequestKind.Create), OutcomeKind.Unknown, VenueReaction.Reconcile);
        rows.Add(20001, nameof(BybitRequestKind.Configure), OutcomeKind.Accepted, VenueReaction.None);
        rows.Add(10019, nameof(BybitRequestKind.Create), OutcomeKind.Rejected, VenueReaction.Retry);
        rows.Add(110079, nameof(BybitRequestKind.Cancel), OutcomeKind.Rejected, VenueReaction.Retry);
        rows.Add(987654, nameof(BybitRequestKind.Create), OutcomeKind.Unknown, VenueReaction.Reconcile);
        rows.Add(987654, nameof(BybitRequestKind.Amend), OutcomeKind.Unknown, VenueReaction.Reconcile);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Judge_CodeOfTheTable_GivesItsReaction(int code, string kind, OutcomeKind outcome, VenueReaction reaction)
    {
        var verdict = BybitErrorCodes.Judge(code, "", Enum.Parse<BybitRequestKind>(kind));
        Assert.Equal((outcome, reaction), (verdict.Kind, verdict.Reaction));
    }

    [Theory]
    [InlineData(10006, nameof(BybitNext.WaitForReset))]
    [InlineData(10002, nameof(BybitNext.ResyncClock))]
    [InlineData(-1, nameof(BybitNext.ResyncClock))]
    [InlineData(10403, nameof(BybitNext.StopRest))]
    [InlineData(110072, nameof(BybitNext.LookUp))]
    [InlineData(10019, nameof(BybitNext.UseRest))]
    public void Judge_CodeForTheAdapter_GivesItsNextStep(int code, string next) =>
        Assert.Equal(next, BybitErrorCodes.Judge(code, "", BybitRequestKind.Create).Next.ToString());

    [Theory]
    [InlineData("position idx not match position mode", nameof(BybitNext.SetPositionIndex))]
    [InlineData("Position Idx not match Position Mode", nameof(BybitNext.SetPositionIndex))]
    [InlineData("Qty invalid", nameof(BybitNext.Done))]
    [InlineData("", nameof(BybitNext.Done))]
    public void Judge_BadParameter_SplitByItsWords(string text, string next)
    {
        var verdict = BybitErrorCodes.Judge(10001, text, BybitRequestKind.Create);
        Assert.Equal((OutcomeKind.Rejected, VenueReaction.Reject, next), (verdict.Kind, verdict.Reaction, verdict.Next.ToString()));
    }

    [Theory]
    [InlineData(0, OutcomeKind.Unknown)]
    [InlineData(500, OutcomeKind.Unknown)]
    [InlineData(502, OutcomeKind.Unknown)]
    [InlineData(200, OutcomeKind.Unknown)]
    [InlineData(429, OutcomeKind.Rejected)]
    [InlineData(403, OutcomeKind.Rejected)]
    [InlineData(401, OutcomeKind.Rejected)]
    [InlineData(404, OutcomeKind.Rejected)]
    public void JudgeHttp_CreateWithoutEnvelope_IsUnknownUnlessSurelyRefused(int status, OutcomeKind expected) =>
        Assert.Equal(expected, BybitErrorCodes.JudgeHttp(status, BybitRequestKind.Create).Kind);

    [Fact]
    public void DocumentedCodes_All_AreNeverTakenForSuccessNorBlindlyRepeated()
    {
        if (MarketData.Find("messages/bybit_error_codes.json") is not { } path)
            return;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var count = 0;
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var code = int.Parse(entry.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            var create = BybitErrorCodes.Judge(code, entry.Value.GetString()!, BybitRequestKind.Create);
            var cancel = BybitErrorCodes.Judge(code, entry.Value.GetString()!, BybitRequestKind.Cancel);
            var isGood = code is 0 or 20001 || SettingAlreadySo.Contains(code);
            Assert.Equal(isGood, create.Kind == OutcomeKind.Accepted);
            Assert.Equal(isGood || AlreadyFinal.Contains(code), cancel.Kind == OutcomeKind.Accepted);

            // An outcome that nobody knows is never the adapter's own to repeat.
            if (create.Kind == OutcomeKind.Unknown)
                Assert.NotEqual(BybitNext.Backoff, create.Next);
            count++;
        }

        Assert.True(count > 600, $"only {count} codes were read");
    }
}
