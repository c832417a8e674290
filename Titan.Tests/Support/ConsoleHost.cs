using System.Net.Http.Headers;
using System.Text;
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

    private readonly TempFolder _folder = new();
    private readonly WebApplication _app;

    private ConsoleHost(WebApplication app, FakeEngine engine, TempFolder folder) => (_app, Engine, _folder) = (app, engine, folder);

    public FakeEngine Engine { get; }

    public TestServer Server => _app.GetTestServer();

    public IServiceProvider Services => _app.Services;

    /// <summary>Where a browser reaches it, when it was started with an address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <param name="urls">Listens there for browsers; in memory when null.</param>
    public static async Task<ConsoleHost> StartAsync(string? urls = null)
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

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IEngine>(engine);
        builder.Services.AddTitanJournal(new JournalOptions { DataDirectory = folder.Path });
        builder.AddTitanConsole(new EngineOptions { DataDirectory = folder.Path });
        var app = builder.Build();
        app.MapTitanConsole();
        await using (var context = await app.Services.GetRequiredService<IDbContextFactory<TitanDbContext>>().CreateDbContextAsync())
        {
            await context.Database.MigrateAsync();
        }

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

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
