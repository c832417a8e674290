namespace Titan.Engine.Risk;

/// <summary>Reasons as API and metrics spell them: the codes of spec titan-trading 3.4 where they exist, ours in the same manner.</summary>
public static class DenialCodes
{
    private static readonly Dictionary<DenialReason, string> Codes = new()
    {
        [DenialReason.EquityUnknown] = "STALE",
        [DenialReason.Expired] = "STALE",
        [DenialReason.Clock] = "STALE",
        [DenialReason.LoopStalled] = "NOT_RECONCILED",
        [DenialReason.Spread] = "REGIME",
    };

    private static readonly Dictionary<string, string> ByName =
        Enum.GetValues<DenialReason>().ToDictionary(reason => reason.ToString(), Of, StringComparer.Ordinal);

    public static string Of(DenialReason reason) =>
        Codes.TryGetValue(reason, out var code) ? code : System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(reason.ToString());

    /// <summary>The code of a reason as the journal spells it; other words (GhostMode) are spelled alike.</summary>
    public static string Of(string reason) => ByName.GetValueOrDefault(reason) ?? System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(reason);
}
