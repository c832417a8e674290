using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Titan.Web.Cli;

/// <summary>One call to the running console as TITAN_USER and TITAN_PASSWORD: where, what, and how people read the answer.</summary>
/// <param name="Url">Address of the console.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">Body of a POST; null for a GET.</param>
/// <param name="Json">Print the answer as it came.</param>
internal sealed record ConsoleCall(string Url, string Path, object? Body, bool Json)
{
    /// <summary>How long the answer is waited for: by default longer than FLATTEN takes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>The method; POST when there is a body, else GET, unless said.</summary>
    public HttpMethod? Method { get; init; }

    /// <summary>Field of the answer that holds its rows.</summary>
    public string? Rows { get; init; }

    /// <summary>Columns people see of each row.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether anything at the address answers within three seconds, whatever it says; a stopped process does not.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address))
        {
            return true;
        }

        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync($"--url {Url}: an address such as http://127.0.0.1:8080.");
            return ExitCodes.Usage;
        }

        using var client = new HttpClient { BaseAddress = address, Timeout = Patience };
        client.DefaultRequestHeaders.Add("X-Titan-Door", "cli");
        if (Environment.GetEnvironmentVariable("TITAN_PASSWORD") is { Length: > 0 } password)
        {
            var name = Environment.GetEnvironmentVariable("TITAN_USER") ?? "titan_admin";
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        }

        try
        {
            var path = new Uri(Path, UriKind.Relative);
            using var request = new HttpRequestMessage(Method ?? (Body is null ? HttpMethod.Get : HttpMethod.Post), path)
            {
                Content = Body is null ? null : JsonContent.Create(Body, options: Api.ApiJson.Options),
            };
            using var answer = await client.SendAsync(request, cancellationToken);
            return await TellAsync(answer, cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            await Console.Error.WriteLineAsync($"The console at {Url} does not answer: {problem.Message}. Is it running? Another address: --url.");
            return ExitCodes.Unreachable;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped waiting. What was asked goes on in the console.");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The console at {Url} did not answer in {Patience.TotalSeconds:0} s.");
            return ExitCodes.Unreachable;
        }
    }

    private async Task<int> TellAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var node = Parse(text);
        var done = answer.IsSuccessStatusCode && !SaysNo(node);
        if (Json)
        {
            Console.WriteLine(text);
        }
        else if (answer.IsSuccessStatusCode)
        {
            Console.WriteLine(node is null ? text.TrimEnd() : AnswerText.Of(node, Rows, Columns));
        }
        else
        {
            await Console.Error.WriteLineAsync(AnswerText.Refusal(node, (int)answer.StatusCode));
        }

        if (answer.StatusCode is HttpStatusCode.Unauthorized && !Json)
        {
            await Console.Error.WriteLineAsync("Set TITAN_USER and TITAN_PASSWORD.");
        }

        return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? ExitCodes.NotSignedIn : done ? ExitCodes.Ok : ExitCodes.Failed;
    }

    // An act may be answered with 200 and not be done yet (a flatten that goes on).
    private static bool SaysNo(JsonNode? node) => node is JsonObject fields && fields["success"] is JsonValue value && value.TryGetValue<bool>(out var success) && !success;

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
