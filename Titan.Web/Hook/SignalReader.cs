using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Titan.Engine.Model;
using Titan.Web.Api;

namespace Titan.Web.Hook;

/// <summary>
/// A webhook's body to a <see cref="Signal"/>, or to a problem that names each field. The time stamp must be within the allowed drift of the machine's
/// time: together with the memory of ids that is what makes a replay harmless.
/// </summary>
internal sealed class SignalReader(TimeProvider wall, int maxDriftMs)
{
    private const string NoId = "heartbeat";
    private const string Invalid = "INVALID_PAYLOAD";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <param name="body">The raw bytes, already sealed.</param>
    /// <param name="source">Who the sender says it is, already allowed.</param>
    /// <returns>The signal, or the word that it is refused with and the problem to answer.</returns>
    public (Signal? Signal, string? Refusal, IResult? Problem) Read(byte[] body, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement, body, source) : (null, Invalid, Wrong("body", "a JSON object"));
        }
        catch (JsonException problem)
        {
            return (null, Invalid, Wrong("body", $"malformed JSON at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}"));
        }
    }

    private (Signal? Signal, string? Refusal, IResult? Problem) Read(JsonElement root, byte[] body, string source)
    {
        var fields = new SignalFields(root);
        fields.RefuseUnknown();
        var phase = fields.Phase();
        var (prepares, closes) = (phase == SignalPhase.Prepare, phase is SignalPhase.CloseLong or SignalPhase.CloseShort);
        var id = fields.Word("signal_id", SignalFields.LongestId, needed: phase != SignalPhase.Heartbeat);
        if (fields.Word("source", SignalFields.LongestSource, needed: false) is { } named && named != source)
        {
            fields.Complain("source", $"{named} is not the {source} of X-Source");
        }

        var symbol = fields.Symbol(needed: prepares || closes);
        var terms = Terms(fields, prepares);
        var reason = fields.Reason();
        var zone = fields.Zone(needed: prepares);
        var stamp = Stamp(root, fields);
        if (fields.Errors.Count > 0 || phase is not { } said)
        {
            return (null, stamp ?? Invalid, Problems.Of(400, stamp ?? Invalid, string.Join("; ", fields.Errors.Select(error => $"{error.Key}: {error.Value[0]}")), null, fields.Errors));
        }

        var signal = new Signal
        {
            Id = id ?? NoId,
            Phase = said,
            Source = source,
            Digest = Convert.ToHexStringLower(SHA256.HashData(body)),
            FromOutside = true,
            Symbol = symbol,
            Reason = reason,
            Terms = prepares && terms is not null && zone is not null ? terms with { Zone = zone } : null,
            Zone = said == SignalPhase.Confirm ? zone : null,
        };
        return (signal, null, null);
    }

    // Every field is read whatever the phase, so that a wrong one is named even where it is not needed.
    private static SignalTerms? Terms(SignalFields fields, bool needed)
    {
        var side = fields.Direction(needed);
        var stop = fields.Price("stop_loss", needed);
        var target = fields.Target(needed);
        var confidence = fields.Whole("confidence", needed, 0, 100);
        var leverage = fields.Number("leverage", needed, 1m, 50m);
        var velocity = fields.Number("velocity", needed: false, 0m, 1m);
        var momentum = fields.Number("momentum_score", needed: false, 0m, 100m);
        var type = fields.Word("trap_type", SignalFields.LongestSource, needed: false);
        return side is { } buys && stop is { } loss && target is { } profit && confidence is { } sure && leverage is { } times
            ? new SignalTerms(buys, new PriceZone(0m, 0m), loss, profit, sure, times, velocity ?? 0m, type, momentum)
            : null;
    }

    // The code of a wrong time stamp, or null.
    private string? Stamp(JsonElement root, SignalFields fields)
    {
        if (!root.TryGetProperty("timestamp", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            fields.Complain("timestamp", "required: unix ms, or ISO 8601 with a zone");
            return "MISSING_TIMESTAMP";
        }

        if (TimeOf(value) is not { } at)
        {
            fields.Complain("timestamp", "unix ms, or ISO 8601 with a zone");
            return "INVALID_TIMESTAMP";
        }

        var drift = (at - wall.GetUtcNow()).TotalMilliseconds;
        if (Math.Abs(drift) <= maxDriftMs)
        {
            return null;
        }

        fields.Complain("timestamp", string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(drift):0} ms {(drift < 0 ? "behind" : "ahead of")} this machine's time; at most {maxDriftMs} ms"));
        return "TIMESTAMP_DRIFT_EXCEEDED";
    }

    private static DateTimeOffset? TimeOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.TryGetInt64(out var ms) && ms is > 0 and < 4_102_444_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
        }

        // A time without a zone could be anybody's.
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 10 and < 40 } text && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static IResult Wrong(string field, string words) =>
        Problems.Of(400, Invalid, $"{field}: {words}", null, new Dictionary<string, string[]> { [field] = [words] });
}
