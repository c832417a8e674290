using System.Globalization;
using System.Text.Json;

namespace Titan.Simulator.Faults;

/// <summary>A fault as it was asked for at the door, read and checked. Times in milliseconds of venue time.</summary>
internal sealed record FaultOrder
{
    public required string Kind { get; init; }
    public int? Count { get; init; }
    public double Probability { get; init; } = 1d;
    public long? DurationMs { get; init; }
    public int? Seed { get; init; }
    public string Path { get; init; } = "";
    public string Stream { get; init; } = "";
    public string Symbol { get; init; } = "";
    public string Topic { get; init; } = "";
    public int LatencyMs { get; init; }
    public int JitterMs { get; init; }
    public bool After { get; init; }
    public int Code { get; init; }
    public string Message { get; init; } = "";
    public int Status { get; init; }

    /// <summary>Seconds of a Retry-After header; 0 for none.</summary>
    public int RetryAfter { get; init; }
    public long OffsetMs { get; init; }
    public long DelayMs { get; init; }
    public decimal Fraction { get; init; }
    public string Side { get; init; } = "";
    public decimal Qty { get; init; }
    public bool Close { get; init; }
    public bool Silent { get; init; }
    public bool Unlisted { get; init; }

    /// <summary>Reads a fault; every unknown kind, unknown or missing field and bad value is named in <paramref name="problems"/>.</summary>
    public static FaultOrder? Read(JsonElement body, List<string> problems)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            problems.Add("body: a JSON object is expected");
            return null;
        }
        var kindName = body.TryGetProperty("kind", out var kindElement) && kindElement.ValueKind == JsonValueKind.String ? kindElement.GetString()! : "";
        if (!FaultKind.All.TryGetValue(kindName, out var kind))
        {
            problems.Add($"kind: '{kindName}' is unknown; known are {string.Join(", ", FaultKind.All.Keys)}");
            return null;
        }
        foreach (var property in body.EnumerateObject())
            if (!kind.Takes(property.Name)) problems.Add($"{property.Name}: unknown field for {kindName}");
        foreach (var required in kind.Required)
            if (!body.TryGetProperty(required, out _)) problems.Add($"{required}: required for {kindName}");

        var reader = new FaultFields(body, problems);
        var order = new FaultOrder
        {
            Kind = kindName,
            Count = (int?)reader.Whole("count", 1, int.MaxValue),
            Probability = (double)(reader.Number("probability", 0m, 1m) ?? 1m),
            DurationMs = reader.Whole("durationMs", 1, long.MaxValue),
            Seed = (int?)reader.Whole("seed", int.MinValue, int.MaxValue),
            Path = reader.Text("path"),
            Stream = reader.OneOf("stream", "public", "private", "trade", "binance", "all"),
            Symbol = reader.Text("symbol"),
            Topic = reader.Text("topic"),
            LatencyMs = (int)(reader.Whole("latencyMs", 0, 600_000) ?? 0),
            JitterMs = (int)(reader.Whole("jitterMs", 0, 600_000) ?? 0),
            After = reader.OneOf("when", "before", "after") == "after",
            Code = (int)(reader.Whole("code", int.MinValue, int.MaxValue) ?? 0),
            Message = reader.Text("message"),
            Status = (int)(reader.Whole("status", 400, 599) ?? 0),
            RetryAfter = (int)(reader.Whole("retryAfter", 1, 259_200) ?? 0),
            OffsetMs = reader.Whole("offsetMs", -86_400_000, 86_400_000) ?? 0,
            DelayMs = reader.Whole("delayMs", 0, 600_000) ?? 0,
            Fraction = reader.Number("fraction", 0m, 1m) ?? 0m,
            Side = reader.OneOf("side", "Buy", "Sell"),
            Qty = reader.Number("qty", 0m, decimal.MaxValue) ?? 0m,
            Close = reader.Flag("close"),
            Silent = reader.Flag("silent"),
            Unlisted = reader.Flag("unlisted"),
        };
        if (kindName == "positionDrift" && !order.Close && (order.Side.Length == 0 || order.Qty <= 0m))
            problems.Add("side, qty: required for positionDrift unless close is true");
        return problems.Count == 0 ? order : null;
    }

    private readonly struct FaultFields(JsonElement body, List<string> problems)
    {
        public string Text(string name) => body.TryGetProperty(name, out var value) ? value.ToString() : "";

        public bool Flag(string name)
        {
            var text = Text(name);
            if (text.Length > 0 && !bool.TryParse(text, out _)) problems.Add($"{name}: true or false is expected");
            return text.Equals("true", StringComparison.OrdinalIgnoreCase);
        }

        public string OneOf(string name, params string[] words)
        {
            var text = Text(name);
            if (text.Length > 0 && !words.Contains(text)) problems.Add($"{name}: '{text}' is not one of {string.Join(", ", words)}");
            return text;
        }

        public decimal? Number(string name, decimal least, decimal most)
        {
            var text = Text(name);
            if (text.Length == 0) return null;
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
            problems.Add($"{name}: a number between {least.ToString(CultureInfo.InvariantCulture)} and {most.ToString(CultureInfo.InvariantCulture)} is expected");
            return null;
        }

        public long? Whole(string name, long least, long most)
        {
            var text = Text(name);
            if (text.Length == 0) return null;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: a whole number between {least} and {most} is expected"));
            return null;
        }
    }
}
