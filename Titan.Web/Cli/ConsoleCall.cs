using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Titan.Web.Cli;

/// <summary>One call to the running console as TITAN_USER and TITAN_PASSWORD, its answer for people or as JSON, and its exit code.</summary>
internal static class ConsoleCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static Task<int> GetAsync(string url, string path, bool json, CancellationToken cancellationToken) =>
        CallAsync(url, client => client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken), json, cancellationToken);

    public static Task<int> PostAsync(string url, string path, object body, bool json, CancellationToken cancellationToken) =>
        CallAsync(url, client => client.PostAsync(new Uri(path, UriKind.Relative), JsonContent.Create(body, options: Api.ApiJson.Options), cancellationToken), json, cancellationToken);

    private static async Task<int> CallAsync(string url, Func<HttpClient, Task<HttpResponseMessage>> call, bool json, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            await Console.Error.WriteLineAsync($"--url {url}: an address such as http://127.0.0.1:8080.");
            return ExitCodes.Usage;
        }

        using var client = new HttpClient { BaseAddress = address, Timeout = Patience };
        client.DefaultRequestHeaders.Add("X-Titan-Door", "cli");
        if (Environment.GetEnvironmentVariable("TITAN_PASSWORD") is { } password)
        {
            var name = Environment.GetEnvironmentVariable("TITAN_USER") ?? "titan_admin";
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        }

        try
        {
            using var answer = await call(client);
            return await TellAsync(answer, json, cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            await Console.Error.WriteLineAsync($"The console at {url} does not answer: {problem.Message}. Is it running? Another address: --url.");
            return ExitCodes.Unreachable;
        }
        catch (TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"The console at {url} did not answer in {Patience.TotalSeconds:0} s.");
            return ExitCodes.Unreachable;
        }
    }

    private static async Task<int> TellAsync(HttpResponseMessage answer, bool json, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            await Console.Error.WriteLineAsync(json ? text : "Not signed in, or the role is missing. Set TITAN_USER and TITAN_PASSWORD.");
            return ExitCodes.NotSignedIn;
        }

        var node = Parse(text);
        if (json || node is null)
        {
            Console.WriteLine(text);
        }
        else
        {
            Print(node);
        }

        return answer.IsSuccessStatusCode && node?["success"]?.GetValue<bool>() != false ? ExitCodes.Ok : ExitCodes.Failed;
    }

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

    // One line per value; rows as compact JSON. The same words as the API, so that nothing has to be translated.
    private static void Print(JsonNode node)
    {
        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields)
            {
                Console.WriteLine(value is JsonObject or JsonArray ? $"{name,-22}{Short(value)}" : $"{name,-22}{value?.ToString() ?? "-"}");
            }
        }
        else if (node is JsonArray rows)
        {
            Console.WriteLine(rows.Count == 0 ? "none" : string.Join(Environment.NewLine, rows.Select(row => row?.ToJsonString())));
        }
    }

    private static string Short(JsonNode value)
    {
        var text = value.ToJsonString();
        return text.Length <= 100 ? text : Environment.NewLine + value.ToJsonString(Readable);
    }
}
