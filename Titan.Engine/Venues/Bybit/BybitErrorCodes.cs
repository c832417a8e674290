using System.Collections.Frozen;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// The venue's codes and what each means for a kind of request, in one place (spec venues/bybit-v5.md section 6). A code that is
/// not listed makes a create or amend unknown: asking is safe, guessing is not.
/// </summary>
internal static class BybitErrorCodes
{
    private static readonly FrozenDictionary<int, BybitErrorClass> Table = new (BybitErrorClass Class, int[] Codes)[]
    {
        (BybitErrorClass.Success, [0]),
        (BybitErrorClass.Transient, [10000, 10016, 170007, 170146]),
        (BybitErrorClass.Overloaded, [429, 10429]),
        (BybitErrorClass.IpBanned, [403, 10403]),
        (BybitErrorClass.RateLimited, [10006, 10018, 170222, 20003]),
        (BybitErrorClass.ClockSkew, [-1, 10002]),
        (BybitErrorClass.Fatal, [10003, 33004, -2015, 10004, 10005, 10007, 10008, 10009, 10010, 10024, 10027, 110132, 10028, 100028, 110088]),
        (BybitErrorClass.BadParameter, [10001]),
        (BybitErrorClass.DuplicateRequest, [10014]),
        (BybitErrorClass.Refused, [10017, 10029, 10404]),
        (BybitErrorClass.OrderAbsent, [110001, 170213]),
        (BybitErrorClass.OrderAlreadyFinal, [110008, 110010, 170139, 170142, 170190, 170212]),
        (BybitErrorClass.OrderBusy, [110079, 40004, 170191, 30035]),
        (BybitErrorClass.DuplicateLinkId, [110072, 170141]),
        (BybitErrorClass.InsufficientMargin, [110004, 110006, 110007, 110012, 110014, 110044, 110045, 110051, 110052, 110053, 170131, 170033]),
        (BybitErrorClass.ReduceOnlyRefused, [110017]),
        (BybitErrorClass.TooManyOrders, [110009, 110020, 110061, 170810]),
        (BybitErrorClass.PriceOutOfBand, [110003, 30208, 30209, 110120, 110121, 170132, 170133, 170134, 170192, 170193, 170194, 170371, 170372]),
        (BybitErrorClass.BelowMinimum, [110094, 170140, 170136]),
        (BybitErrorClass.RiskLimit, [110021, 110022, 110023, 110042, 110082, 110085, 110086, 110090, 3400139]),
        (BybitErrorClass.Unchanged, [110043, 110025, 110026, 110027, 34040]),
        (BybitErrorClass.LeverageNotAllowed, [110013, 110036, 110038]),
        (BybitErrorClass.ModeSwitchBlocked, [110024, 110028]),
        (BybitErrorClass.WouldLiquidate, [110011, 110040, 110046, 110039]),
        (BybitErrorClass.NoPosition, [110033, 110034]),
        (BybitErrorClass.IllegalState, [110035, 110005, 110032]),
        (BybitErrorClass.InstrumentPaused, [110063, 110066, 110074, 110095, 110096, 110097, 110098, 110099, 110100, 110101, 110102, 110103, 170151, 30228]),
        (BybitErrorClass.TriggerOnWrongSide, [110092, 110093]),
        (BybitErrorClass.AmendBelowFilled, [110064]),
        (BybitErrorClass.ProductSpecific, [110110, 110111, 110112, 110113, 110114, 110115, 110116]),
        (BybitErrorClass.RepeatedAuth, [20001]),
        (BybitErrorClass.DuplicateRequestId, [20006]),
        (BybitErrorClass.TradeStreamRestarting, [10019]),
    }.SelectMany(static row => row.Codes.Select(code => KeyValuePair.Create(code, row.Class))).ToFrozenDictionary();

    public static BybitErrorClass ClassOf(int code) =>
        Table.TryGetValue(code, out var known) ? known
        : code is >= 3_000_000 and <= 3_999_999 ? BybitErrorClass.ProductSpecific
        : BybitErrorClass.Unlisted;

    /// <summary>Meaning of an envelope's code; the text splits 10001, whose words are not stable and are matched loosely.</summary>
    public static BybitVerdict Judge(int code, string text, BybitRequestKind kind) => ClassOf(code) switch
    {
        BybitErrorClass.BadParameter when text.Contains("position idx", StringComparison.OrdinalIgnoreCase)
            || text.Contains("position mode", StringComparison.OrdinalIgnoreCase) => Rejected(VenueReaction.Reject, BybitNext.SetPositionIndex),
        var known => Judge(known, kind),
    };

    /// <summary>Meaning of an answer without an envelope, or of none at all (status 0).</summary>
    public static BybitVerdict JudgeHttp(int status, BybitRequestKind kind) => status switch
    {
        401 => Judge(BybitErrorClass.Fatal, kind),
        403 => Judge(BybitErrorClass.IpBanned, kind),
        429 => Judge(BybitErrorClass.Overloaded, kind),
        400 or 404 or 405 => Judge(BybitErrorClass.Refused, kind),
        _ => Judge(BybitErrorClass.Transient, kind),
    };

    public static BybitVerdict Judge(BybitErrorClass known, BybitRequestKind kind) => known switch
    {
        BybitErrorClass.Success or BybitErrorClass.Unchanged or BybitErrorClass.RepeatedAuth => new(OutcomeKind.Accepted, VenueReaction.None, BybitNext.Done),
        BybitErrorClass.Transient => Uncertain(kind),
        BybitErrorClass.Overloaded => Rejected(VenueReaction.Retry, BybitNext.Backoff),
        BybitErrorClass.RateLimited => Rejected(VenueReaction.Retry, BybitNext.WaitForReset),
        BybitErrorClass.IpBanned => Rejected(VenueReaction.Fatal, BybitNext.StopRest),
        BybitErrorClass.ClockSkew => Rejected(VenueReaction.Fatal, BybitNext.ResyncClock),
        BybitErrorClass.Fatal => Rejected(VenueReaction.Fatal),
        BybitErrorClass.DuplicateRequest or BybitErrorClass.DuplicateRequestId => Uncertain(kind),
        BybitErrorClass.OrderAbsent => Absent(kind),
        BybitErrorClass.OrderAlreadyFinal => kind == BybitRequestKind.Cancel
            ? new(OutcomeKind.Accepted, VenueReaction.Reconcile, BybitNext.Done)
            : Rejected(VenueReaction.Reconcile),
        BybitErrorClass.OrderBusy => Rejected(VenueReaction.Retry, BybitNext.Backoff),
        BybitErrorClass.DuplicateLinkId => kind == BybitRequestKind.Create
            ? new(OutcomeKind.Unknown, VenueReaction.Reconcile, BybitNext.LookUp)
            : Rejected(VenueReaction.Reject),
        BybitErrorClass.TradeStreamRestarting => Rejected(VenueReaction.Retry, BybitNext.UseRest),

        // "Nothing to close" is no order: refused and settled by a fresh look at the position, which the engine then sees flat.
        BybitErrorClass.ReduceOnlyRefused or BybitErrorClass.NoPosition => Rejected(VenueReaction.Reconcile),
        BybitErrorClass.IllegalState or BybitErrorClass.AmendBelowFilled => Rejected(VenueReaction.Reconcile),
        BybitErrorClass.Unlisted => kind == BybitRequestKind.Read
            ? Rejected(VenueReaction.Reject)
            : new(OutcomeKind.Unknown, VenueReaction.Reconcile, BybitNext.Done),
        _ => Rejected(VenueReaction.Reject),
    };

    private static BybitVerdict Uncertain(BybitRequestKind kind) => kind switch
    {
        BybitRequestKind.Read => Rejected(VenueReaction.Retry, BybitNext.Backoff),
        BybitRequestKind.Cancel or BybitRequestKind.Configure => new(OutcomeKind.Unknown, VenueReaction.Reconcile, BybitNext.Backoff),
        _ => new(OutcomeKind.Unknown, VenueReaction.Reconcile, BybitNext.Done),
    };

    private static BybitVerdict Absent(BybitRequestKind kind) => kind switch
    {
        BybitRequestKind.Create => new(OutcomeKind.Unknown, VenueReaction.Reconcile, BybitNext.LookUp),
        BybitRequestKind.Cancel => Rejected(VenueReaction.Reconcile, BybitNext.LookUp),
        _ => Rejected(VenueReaction.Reconcile),
    };

    private static BybitVerdict Rejected(VenueReaction reaction, BybitNext next = BybitNext.Done) => new(OutcomeKind.Rejected, reaction, next);
}
