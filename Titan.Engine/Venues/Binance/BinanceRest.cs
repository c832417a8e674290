using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// The two public reads that the feed needs: which pairs there are, and a book's snapshot. A failure is an answer (null), waits are
/// obeyed, and no request ever carries a key.
/// </summary>
internal sealed class BinanceRest(BinanceOptions options, TimeProvider wall, ILogger log) : IDisposable
{
    private const long UsualWeightLimit = 6_000;

    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        BaseAddress = options.RestUrl,
        Timeout = options.RequestTimeout,
        MaxResponseContentBufferSize = 64 * 1024 * 1024,
    };

    private long _weightLimit = UsualWeightLimit;

    public RestPause Pause { get; } = new(wall);

    /// <summary>Symbols of these that the venue lists, spelled as asked; null when it gave no answer.</summary>
    public async Task<IReadOnlySet<string>?> GetListedAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellationToken)
    {
        // The whole list in one request: a single unknown symbol among named ones would make the venue refuse them all.
        using var answer = await GetAsync("/api/v3/exchangeInfo?permissions=SPOT&showPermissionSets=false", cancellationToken);
        if (answer is null || !answer.RootElement.TryGetProperty("symbols", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return null;
        ReadLimits(answer.RootElement);
        var wanted = symbols.ToHashSet(StringComparer.Ordinal);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.EnumerateArray())
        {
            if (Text(row, "symbol") is { } symbol && wanted.Contains(symbol) && Text(row, "status") is "TRADING")
                listed.Add(symbol);
        }

        return listed;
    }

    public async Task<DepthSnapshot?> GetDepthAsync(string symbol, int levels, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v3/depth?symbol={symbol}&limit={levels}"), cancellationToken);
        if (answer is null || !answer.RootElement.TryGetProperty("lastUpdateId", out var id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt64(out var last))
            return null;
        return Levels(answer.RootElement, "bids") is { } bids && Levels(answer.RootElement, "asks") is { } asks ? new DepthSnapshot(last, bids, asks) : null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonDocument?> GetAsync(string path, CancellationToken cancellationToken)
    {
        if (Pause.Until is not null)
            return null;
        try
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            Pause.Heard(response.StatusCode, RetryAfter(response.Headers));
            if (response.Headers.TryGetValues("X-MBX-USED-WEIGHT-1M", out var used) && long.TryParse(used.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var weight))
                Pause.Used(weight, _weightLimit);
            if (!response.IsSuccessStatusCode)
            {
                log.LogWarning("Binance REST answers {Status} to {Path}", (int)response.StatusCode, path);
                return null;
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException or IOException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The venue's silence is an answer; the caller tries again later.
            log.LogWarning("Binance REST does not answer {Path}: {Why}", path, failed.Message);
            return null;
        }
    }

    private void ReadLimits(JsonElement answer)
    {
        if (!answer.TryGetProperty("rateLimits", out var limits) || limits.ValueKind != JsonValueKind.Array)
            return;
        foreach (var limit in limits.EnumerateArray())
        {
            if (Text(limit, "rateLimitType") == "REQUEST_WEIGHT" && Text(limit, "interval") == "MINUTE"
                && limit.TryGetProperty("limit", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var most))
                _weightLimit = most;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseHeaders headers) =>
        headers.RetryAfter is not { } retry ? null
        : retry.Delta ?? (retry.Date is { } date ? date - wall.GetUtcNow() : null);

    private static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<SpotLevel>? Levels(JsonElement answer, string name)
    {
        if (!answer.TryGetProperty(name, out var rows) || rows.ValueKind != JsonValueKind.Array)
            return null;
        var levels = new List<SpotLevel>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 2 || !Number(row[0], out var price) || !Number(row[1], out var quantity))
                return null;
            levels.Add(new SpotLevel(price, quantity));
        }

        return levels;
    }

    private static bool Number(JsonElement value, out decimal number)
    {
        number = 0m;
        return value.ValueKind switch
        {
            JsonValueKind.String => WireNumber.TryParse(value.GetString(), out number),
            JsonValueKind.Number => value.TryGetDecimal(out number),
            _ => false,
        };
    }
}
