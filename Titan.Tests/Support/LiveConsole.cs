using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Titan.Engine;
using Titan.Engine.Kernel;
using Titan.Simulator;
using Titan.Web;
using Titan.Web.Access;

namespace Titan.Tests.Support;

/// <summary>
/// The whole product in this process: console, engine and a simulated venue, on loopback ports of their own. Positions come "by hand" from
/// the venue's fault door, as another client of the account would make them.
/// </summary>
internal sealed class LiveConsole : IAsyncDisposable
{
    public const string Password = "a-password-for-tests";

    private readonly TempFolder _folder;
    private readonly SimulatorHost _venue;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly HttpClient _door;
    private WebApplication _app;

    private LiveConsole(TempFolder folder, SimulatorHost venue, IReadOnlyDictionary<string, string?> settings, WebApplication app)
    {
        (_folder, _venue, _settings, _app) = (folder, venue, settings, app);
        _door = new HttpClient { BaseAddress = venue.RestUrl };
    }

    public IEngine Engine => _app.Services.GetRequiredService<IEngine>();

    public IPriceHistory Prices => _app.Services.GetRequiredService<IPriceHistory>();

    public Uri Address => new(_app.Urls.First());

    /// <param name="settings">Settings beside those of the venue.</param>
    public static async Task<LiveConsole> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var folder = new TempFolder();
        var venue = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = 7 }, CancellationToken.None);
        var app = await StartAppAsync(folder, venue, settings ?? new Dictionary<string, string?>());
        var console = new LiveConsole(folder, venue, settings ?? new Dictionary<string, string?>(), app);
        await console.UntilAsync(snapshot => snapshot.Readiness.Ready, "ready");
        return console;
    }

    /// <summary>Stops the product and starts it again over the same ledger and venue; it then has another address.</summary>
    public async Task RestartAsync()
    {
        await StopAppAsync();
        _app = await StartAppAsync(_folder, _venue, _settings);
        await UntilAsync(snapshot => snapshot.Readiness.Ready, "ready again");
    }

    /// <summary>Asks the venue's fault door for a fault.</summary>
    public async Task FaultAsync(object fault)
    {
        using var answer = await _door.PostAsJsonAsync(new Uri("/faults", UriKind.Relative), fault);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Ends every fault.</summary>
    public async Task MendAsync()
    {
        using var answer = await _door.DeleteAsync(new Uri("/faults", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>Another hand opens a position on the account.</summary>
    public Task OpenByHandAsync(string symbol, string side, decimal quantity) => FaultAsync(new { kind = "positionDrift", symbol, side, qty = quantity });

    /// <summary>Another hand opens positions, and the books take them in.</summary>
    public async Task HoldAsync(params (string Symbol, string Side, decimal Quantity)[] positions)
    {
        foreach (var (symbol, side, quantity) in positions)
        {
            await OpenByHandAsync(symbol, side, quantity);
        }

        var author = new Engine.Model.Author("tester", "Operator", "test");
        await Engine.SendAsync(new ReconcileCommand(author, null, Engine.NewCorrelation("reconcile")), CancellationToken.None);
        await UntilAsync(snapshot => snapshot.Positions.Length == positions.Length, "the positions in the books");
    }

    /// <summary>What the venue itself holds: symbols with a size, from its own list, read by a client that is not the engine's.</summary>
    public async Task<IReadOnlyList<string>> VenueHoldsAsync()
    {
        var stamp = _venue.VenueTime.ToUnixTimeMilliseconds();
        const string Query = "category=linear&settleCoin=USDT";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/v5/position/list?{Query}", UriKind.Relative));
        var hash = System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes("sim-secret"), Encoding.UTF8.GetBytes($"{stamp}sim-key5000{Query}"));
        request.Headers.Add("X-BAPI-API-KEY", "sim-key");
        request.Headers.Add("X-BAPI-TIMESTAMP", stamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("X-BAPI-RECV-WINDOW", "5000");
        request.Headers.Add("X-BAPI-SIGN", Convert.ToHexStringLower(hash));
        using var answer = await _door.SendAsync(request);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(0, body["retCode"]!.GetValue<int>());
        return [.. body["result"]!["list"]!.AsArray().Where(row => row!["size"]!.GetValue<string>().Trim('0', '.').Length > 0).Select(row => row!["symbol"]!.GetValue<string>())];
    }

    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountStore.FirstName}:{Password}")));
        return client;
    }

    public async Task<EngineSnapshot> UntilAsync(Func<EngineSnapshot, bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var subscription = Engine.SubscribeSnapshots();
        var last = Engine.Snapshot;
        try
        {
            while (!condition(last))
            {
                last = await subscription.Reader.ReadAsync(limit.Token);
            }

            return last;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"never saw: {what}. {LiveEngine.Describe(last)}");
        }
    }

    private static async Task<WebApplication> StartAppAsync(TempFolder folder, SimulatorHost venue, IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Titan.Web" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseStaticWebAssets();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Titan:Venues:Bybit:RestUrl"] = venue.RestUrl.ToString(),
            ["Titan:Venues:Bybit:StreamUrl"] = venue.StreamUrl.ToString(),
            ["Titan:Venues:Bybit:ApiKey"] = "sim-key",
            ["Titan:Venues:Bybit:ApiSecret"] = "sim-secret",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        var options = new EngineOptions { DataDirectory = folder.Path, MarketLabel = "seed 7" };
        builder.Services.AddTitanEngine(builder.Configuration, options);
        builder.Services.AddSingleton(ConsoleHost.QuickHashes);
        builder.AddTitanConsole(options);
        var app = builder.Build();
        app.MapTitanConsole();
        await app.StartAsync();
        await app.Services.GetRequiredService<AccountStore>().EnsureFirstAsync(Password, CancellationToken.None);
        return app;
    }

    private async Task StopAppAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAppAsync();
        await _venue.DisposeAsync();
        _door.Dispose();
        _folder.Dispose();
    }
}
