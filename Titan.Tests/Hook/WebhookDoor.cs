using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Tests.Support;
using Titan.Web.Access;

namespace Titan.Tests.Hook;

/// <summary>The console with a secret, a machine whose time stands at the message's, a channel that the test answers, and a database that it stages.</summary>
internal sealed class WebhookDoor(ConsoleHost host, SignalChannel channel) : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    // The seal of this very text, made with openssl and not with our own code.
    public const string Golden = "3eadeb9681de7212d3f381e85ed3d28ffa0c79c281a2f8a0458bf4f6ec8cb894";
    public const string Message =
        """{"signal_id":"scavenger-BTCUSDT-1702500000000","type":"PREPARE","source":"scavenger","symbol":"BTCUSDT","direction":"LONG","entry_zone":{"min":43207.2,"max":43293.7},"stop_loss":42818.0,"take_profits":[44548.0],"confidence":95,"leverage":20,"velocity":0.0031,"trap_type":"LIQUIDATION","timestamp":1702500000000}""";

    public static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1702500000000);

    public ConsoleHost Host => host;

    public List<Signal> Heard { get; } = [];

    public Func<Signal, SignalAnswer> Answer { get; set; } = signal => new SignalAnswer(SignalResult.Prepared, signal.Id) { Quantity = 0.01m, Order = EntryOrder.TouchLimit, HasBook = true };

    public static async Task<WebhookDoor> OpenAsync(string? secret = Secret, UsedOnce? used = null)
    {
        var channel = new SignalChannel(TimeProvider.System);
        var host = await ConsoleHost.StartAsync(configure: builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("Titan:Security:HmacSecret", secret)]);
            builder.Services.AddSingleton(channel);
            builder.Services.AddSingleton<ISignalHistory>(used ?? new UsedOnce());
            builder.Services.AddSingleton(new WallClock(new StandingTime()));
        });
        var door = new WebhookDoor(host, channel);
        channel.Listen(door.Hear);
        return door;
    }

    public Task<(int Status, JsonNode Body)> SealedAsync(string text) =>
        SendAsync(text, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text))));

    public async Task<(int Status, JsonNode Body)> SendAsync(string text, string seal, string source = "scavenger")
    {
        using var client = host.Client(signedIn: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-Signature", seal);
        request.Headers.TryAddWithoutValidation("X-Source", source);
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private void Hear()
    {
        while (channel.TryTake(out var post))
        {
            Heard.Add(post.Signal);
            post.Answer(Answer(post.Signal));
        }
    }

    public async Task<string> MetricsAsync()
    {
        using var client = host.Client();
        return await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }

    public static string With(string field, JsonNode? value)
    {
        var node = JsonNode.Parse(Message)!;
        node[field] = value;
        return node.ToJsonString();
    }

    /// <summary>A database that knows one id, or none, or does not answer.</summary>
    internal sealed class UsedOnce : ISignalHistory
    {
        public SignalLine? Line { get; set; }

        public int Newer { get; init; }

        public bool Broken { get; init; }

        public Task<IReadOnlyList<SignalLine>> SearchAsync(SignalQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SignalLine>>([]);

        public Task<(SignalLine Line, int Newer)?> FindAsync(string id, int countAtMost, CancellationToken cancellationToken) =>
            Broken ? throw new Microsoft.Data.Sqlite.SqliteException("disk I/O error", 10)
            : Task.FromResult<(SignalLine Line, int Newer)?>(Line is { } line && line.Id == id ? (line, Newer) : null);
    }

    private sealed class StandingTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }
}
