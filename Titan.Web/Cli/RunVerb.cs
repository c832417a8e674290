using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Titan.Engine;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Web.Access;

namespace Titan.Web.Cli;

/// <summary>titan run: console, engine and, unless a venue is named, an embedded simulated one. Asks nothing; complains once, about everything.</summary>
internal static class RunVerb
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder of database, logs and keys (TITAN_DATA).", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TITAN_DATA") ?? "data" };
        var urls = new Option<string>("--urls") { Description = "Where the console listens.", DefaultValueFactory = _ => DefaultUrl };
        var seed = new Option<int>("--seed") { Description = "Seed of the simulated market.", DefaultValueFactory = _ => 7 };
        var market = new Option<string?>("--market") { Description = "Simulator (default), Recorded or Venue; the same as --Titan:Market." };
        var command = new Command("run", "Start console and engine on paper against an embedded exchange. Settings follow as --Titan:Section:Key=value, for example --Titan:Risk:MaxLeverage=10.") { data, urls, seed, market };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parse, cancellationToken) =>
        {
            string[] settings = [.. parse.UnmatchedTokens, .. parse.GetValue(market) is { } source ? (string[])[$"--Titan:Market={source}"] : []];
            return RunAsync(parse.GetValue(data)!, parse.GetValue(urls)!, parse.GetValue(seed), settings, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string data, string urls, int seed, string[] settings, CancellationToken cancellationToken)
    {
        if (RunSettings.Strays(settings) is { Count: > 0 } strays)
        {
            await Console.Error.WriteLineAsync($"titan run does not know {string.Join(", ", strays)}. Settings are given as --Titan:Section:Key=value; see titan run --help.");
            return ExitCodes.Usage;
        }

        try
        {
            return await HostAsync(Path.GetFullPath(data), urls, seed, settings, cancellationToken);
        }
        catch (Exception problem) when (Explain(problem, urls) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> HostAsync(string data, string urls, int seed, string[] settings, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(data);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(urls).UseStaticWebAssets();
        // The market is made while logging and settings are read: each takes a noticeable part of a start.
        var arriving = EmbeddedVenue.StartAsync(builder.Configuration, seed, cancellationToken);
        ConsoleLogging.Add(builder, data);
        var asked = ConfigValidator.Read(builder.Configuration);
        await using var venue = await arriving;
        venue?.Introduce(builder.Configuration);
        if (venue?.Clock is { } clock)
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
        }

        var options = new EngineOptions { DataDirectory = data, MarketLabel = venue?.Label };
        RunSettings.Check(builder.Configuration, () => builder.Services.AddTitanEngine(asked, builder.Configuration, options));
        builder.AddTitanConsole(options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        var app = builder.Build();
        await using (app)
        {
            app.MapTitanConsole();
            await app.StartAsync(cancellationToken);
            await WelcomeAsync(app, data, urls, cancellationToken);
            if (venue is { Clock: not null })
            {
                _ = PaceAsync(app, venue, app.Lifetime.ApplicationStopping);
            }

            await app.WaitForShutdownAsync(cancellationToken);
        }

        return ExitCodes.Ok;
    }

    private static async Task WelcomeAsync(WebApplication app, string data, string urls, CancellationToken cancellationToken)
    {
        var password = await app.Services.GetRequiredService<AccountStore>().EnsureFirstAsync(Environment.GetEnvironmentVariable("TITAN_ADMIN_PASSWORD"), cancellationToken);
        var identity = app.Services.GetRequiredService<EngineIdentity>();
        Console.WriteLine();
        Console.WriteLine($"  Titan Console   {app.Urls.FirstOrDefault() ?? urls}");
        Console.WriteLine($"  user            {AccountStore.FirstName}");
        Console.WriteLine($"  password        {(password is null ? "as set (TITAN_ADMIN_PASSWORD counts at the first start only)" : password + "   (shown once)")}");
        Console.WriteLine($"  market          {identity.Mode} on {identity.Venue} {identity.Environment}{(identity.MarketLabel is { } label ? ", " + label : "")}");
        Console.WriteLine($"  data            {data}");
        Console.WriteLine();
    }

    // Time is moved by us, and the arm is the operator's all the same.
    private static async Task PaceAsync(WebApplication app, EmbeddedVenue venue, CancellationToken stopping)
    {
        var services = app.Services;
        var step = new LockStep(
            venue.Host, venue.Clock!, services.GetRequiredService<TitanEngine>(), (BybitVenue)services.GetRequiredService<IVenue>(), services.GetService<ISpotFeed>(), venue.Speed, exact: venue.Recorded);
        try
        {
            var ended = await step.RunAsync(() => stopping.IsCancellationRequested, stopping);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The recording {(ended ? "ended" : "was stopped")} after {step.Steps} steps."));
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private static string? Explain(Exception problem, string urls) => problem switch
    {
        ConfigException config => config.Message,
        InvalidDataException file => $"{file.Message} {file.InnerException?.Message}".TrimEnd(),
        JournalException journal => journal.Message,
        EmbeddedVenueException venue => venue.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"{urls} is in use. Stop the other program, or choose another address with --urls http://127.0.0.1:8081.",
        Microsoft.AspNetCore.Connections.AddressInUseException => $"{urls} is in use. Stop the other program, or choose another address with --urls http://127.0.0.1:8081.",
        SocketException socket => $"Cannot listen on {urls}: {socket.Message}",
        UnauthorizedAccessException access => $"{access.Message} Give this user write access, or choose another folder with --data.",
        FormatException or UriFormatException => $"--urls {urls}: an address such as {DefaultUrl}. {problem.Message}",
        IOException io => io.Message,
        _ => null,
    };
}
