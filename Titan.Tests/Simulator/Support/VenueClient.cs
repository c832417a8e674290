using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Titan.Simulator;

namespace Titan.Tests.Simulator.Support;

/// <summary>Signs and sends REST requests the way the venue's documents ask; the tests' own reading of them.</summary>
internal sealed class VenueClient(SimulatorHost host, string key = "sim-key", string secret = "sim-secret") : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = host.RestUrl };

    /// <summary>Added to the venue's time when a request is stamped.</summary>
    public long OffsetMs { get; set; }

    public HttpClient Http => _http;

    public async Task<JsonElement> GetAsync(string path, string query = "") => await BodyAsync(await SendAsync(HttpMethod.Get, path, query, null));

    public async Task<JsonElement> PostAsync(string path, string body) => await BodyAsync(await SendAsync(HttpMethod.Post, path, "", body));

    public Task<JsonElement> CreateAsync(string side, string qty, string? price, string linkId, string more = "") => PostAsync(
        "/v5/order/create",
        $$"""{"category":"linear","symbol":"BTCUSDT","side":"{{side}}","orderType":"{{(price is null ? "Market" : "Limit")}}","qty":"{{qty}}"{{(price is null ? "" : $",\"price\":\"{price}\"")}},"orderLinkId":"{{linkId}}"{{more}}}""");

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string query, string? body, string? signature = null)
    {
        var timestamp = (host.VenueTime.ToUnixTimeMilliseconds() + OffsetMs).ToString(CultureInfo.InvariantCulture);
        var payload = timestamp + key + "5000" + (body ?? query);
        signature ??= Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(payload)));
        using var request = new HttpRequestMessage(method, query.Length > 0 ? path + "?" + query : path);
        request.Headers.Add("X-BAPI-API-KEY", key);
        request.Headers.Add("X-BAPI-TIMESTAMP", timestamp);
        request.Headers.Add("X-BAPI-RECV-WINDOW", "5000");
        request.Headers.Add("X-BAPI-SIGN", signature);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await _http.SendAsync(request);
    }

    /// <summary>Puts a fault up and returns the answer's status code.</summary>
    public async Task<int> FaultAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/faults", content);
        return (int)response.StatusCode;
    }

    public async Task<JsonElement> LedgerAsync() => JsonElement.Parse(await _http.GetByteArrayAsync("/ledger"));

    public void Dispose() => _http.Dispose();

    public static int Code(JsonElement reply) => reply.GetProperty("retCode").GetInt32();

    public static List<JsonElement> Rows(JsonElement reply) => [.. reply.GetProperty("result").GetProperty("list").EnumerateArray()];

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response)
    {
        using (response) return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
    }
}
