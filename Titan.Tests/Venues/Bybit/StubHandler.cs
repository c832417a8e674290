using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Answers HTTP requests from rules in the order they were given; remembers every request as it was sent.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    private readonly List<(string Path, Func<StubRequest, Task<HttpResponseMessage>> Answer)> _rules = [];

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    public IEnumerable<StubRequest> To(string path) => Requests.Where(request => request.Path == path);

    /// <summary>The answers are used one after another; the last one stays.</summary>
    public StubHandler On(string path, params string[] bodies)
    {
        var next = 0;
        return On(path, _ => Task.FromResult(Json(bodies[Math.Min(next++, bodies.Length - 1)])));
    }

    public StubHandler On(string path, HttpStatusCode status, string body) =>
        On(path, _ => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) }));

    public StubHandler On(string path, Func<StubRequest, Task<HttpResponseMessage>> answer)
    {
        _rules.Add((path, answer));
        return this;
    }

    public static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static string Ok(string result) => $$"""{"retCode":0,"retMsg":"OK","result":{{result}},"retExtInfo":{},"time":1700000000123}""";

    public static string Error(int code, string text) => $$"""{"retCode":{{code}},"retMsg":"{{text}}","result":{},"retExtInfo":{},"time":1700000000123}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new StubRequest(
            request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query.TrimStart('?'), body,
            request.Headers.ToDictionary(static header => header.Key, static header => header.Value.First(), StringComparer.OrdinalIgnoreCase), cancellationToken);
        Requests.Enqueue(sent);
        var rule = _rules.Find(each => each.Path == sent.Path);
        return rule.Answer is null ? Json(Error(10017, "Route not found.")) : await rule.Answer(sent);
    }
}

/// <summary>One request as the adapter sent it.</summary>
internal sealed record StubRequest(string Method, string Path, string Query, string Body, Dictionary<string, string> Headers, CancellationToken Cancelled);
