using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Titan.Engine;
using Titan.Engine.Journal;
using Titan.Engine.Journal.Database;
using Titan.Engine.Kernel;
using Titan.Web;
using Titan.Web.Access;

namespace Titan.Tests.Support;

/// <summary>The real console over a <see cref="FakeEngine"/>, in memory: access, API and push as in the product.</summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    public const string Password = "a-password-for-tests";

    /// <summary>Hundreds of sign-ins would otherwise spend minutes hashing.</summary>
    internal static readonly SecretHasher QuickHashes = new(1_000);

    private readonly TempFolder _folder = new();
    private readonly WebApplication _app;

    private ConsoleHost(WebApplication app, FakeEngine engine, TempFolder folder) => (_app, Engine, _folder) = (app, engine, folder);

    public FakeEngine Engine { get; }

    public TestServer Server => _app.GetTestServer();

    public IServiceProvider Services => _app.Services;

    /// <summary>Where a browser reaches it, when it was started with an address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <param name="urls">Listens there for browsers; in memory when null.</param>
    /// <param name="configure">Settings and services before the console adds its own.</param>
    public static async Task<ConsoleHost> StartAsync(string? urls = null, Action<WebApplicationBuilder>? configure = null)
    {
        var folder = new TempFolder();
        var engine = new FakeEngine();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Titan.Web" });
        builder.Logging.ClearProviders();
        if (urls is null)
        {
            builder.WebHost.UseTestServer();
        }
        else
        {
            builder.WebHost.UseUrls(urls).UseStaticWebAssets();
        }

        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(QuickHashes);
        builder.Services.AddSingleton<IEngine>(engine);
        var journal = new JournalOptions { DataDirectory = folder.Path };
        await MigratedDatabase.PlaceAsync(journal);
        builder.Services.AddTitanJournal(journal);
        builder.AddTitanConsole(new EngineOptions { DataDirectory = folder.Path });
        var app = builder.Build();
        app.MapTitanConsole();
        await app.Services.GetRequiredService<AccountStore>().EnsureFirstAsync(Password, CancellationToken.None);
        await app.StartAsync();
        return new ConsoleHost(app, engine, folder);
    }

    /// <summary>A client; signed in by Basic unless told otherwise.</summary>
    public HttpClient Client(bool signedIn = true, string name = AccountStore.FirstName, string password = Password)
    {
        var client = Server.CreateClient();
        if (signedIn)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        }

        return client;
    }

    /// <summary>Adds an account with the password of all test accounts.</summary>
    public async Task AddAccountAsync(string name, params string[] roles)
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<TitanDbContext>>().CreateDbContextAsync();
        var first = await context.Users.AsNoTracking().SingleAsync(user => user.Name == AccountStore.FirstName);
        context.Users.Add(new UserRow { Name = name, PasswordHash = first.PasswordHash, Roles = string.Join(',', roles), CreatedAt = first.CreatedAt });
        await context.SaveChangesAsync();
    }

    /// <summary>Sends JSON as an account and reads the answer.</summary>
    public async Task<(int Status, JsonNode Body)> CallAsync(string method, string path, string? json = null, string name = AccountStore.FirstName, bool signedIn = true)
    {
        using var client = Client(signedIn, name);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
