using System.Globalization;
using System.Text;

namespace Titan.Engine.Venues.Bybit;

/// <summary>Who goes first when the budget is short.</summary>
internal enum BybitPriority
{
    /// <summary>Closes, stops and cancels.</summary>
    Exit,
    Entry,
    Read,
}

/// <summary>
/// One request as it will be sent: query and body are final bytes, signed and sent unchanged. Orders also know their name on the
/// order entry socket.
/// </summary>
internal sealed class BybitRequest
{
    public required string Path { get; init; }
    public required BybitRequestKind Kind { get; init; }
    public required BybitPriority Priority { get; init; }

    /// <summary>Endpoint whose budget pays; requests of REST and socket share it.</summary>
    public required string Budget { get; init; }

    /// <summary>Escaped query without ?, empty for none.</summary>
    public string Query { get; init; } = "";

    /// <summary>JSON body of a POST; null makes it a GET, which must not have one.</summary>
    public byte[]? Body { get; init; }

    public bool Signed { get; init; } = true;

    /// <summary>order.create, order.amend or order.cancel; null for what only REST can do.</summary>
    public string? TradeOperation { get; init; }

    /// <summary>Engine time after which it must not leave any more; null is never too late.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Signed ahead for REST; taken by the first attempt.</summary>
    public SignedMessage? Signature { get; set; }

    /// <summary>Warming and clock requests, which are nobody's business: they do not count as work.</summary>
    public bool IsUpkeep { get; init; }

    public static BybitRequest Get(string path, bool signed, BybitPriority priority, params ReadOnlySpan<(string Name, string? Value)> parameters) => new()
    {
        Path = path,
        Query = Escaped(parameters),
        Kind = BybitRequestKind.Read,
        Priority = priority,
        Budget = path,
        Signed = signed,
    };

    public static BybitRequest Post(
        string path, byte[] body, BybitRequestKind kind, BybitPriority priority, string? tradeOperation = null, DateTimeOffset? notAfter = null) => new()
        {
            Path = path,
            Body = body,
            Kind = kind,
            Priority = priority,
            Budget = path,
            TradeOperation = tradeOperation,
            NotAfter = notAfter,
        };

    /// <summary>name=value pairs joined by &amp;, values percent-encoded; null values are left out. A page cursor is a value like any other,
    /// although it already holds percent signs (spec venues/bybit-v5.md 2.1).</summary>
    public static string Escaped(ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is null)
                continue;
            if (query.Length > 0)
                query.Append('&');
            query.Append(CultureInfo.InvariantCulture, $"{name}={Uri.EscapeDataString(value)}");
        }

        return query.ToString();
    }
}

/// <summary>A request as it goes by REST, with the time in its signature (venue time, ms). No record: written out, its headers would name the key.</summary>
internal sealed class SignedMessage(HttpRequestMessage message, long stampMs)
{
    public HttpRequestMessage Message => message;

    public long StampMs => stampMs;
}
