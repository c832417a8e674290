using System.CommandLine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Titan.Engine;
using Titan.Engine.Configuration;
using Titan.Engine.Guard;
using Titan.Engine.Kernel;
using Titan.Web.Access;
using Titan.Web.Cli;

namespace Titan.Web.Guard;

/// <summary>titan guard: the second process that protects the account while the engine is silent.</summary>
internal static class GuardVerb
{
    /// <summary>Where the guard listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8090";

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The engine's data folder (TITAN_DATA).", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TITAN_DATA") ?? "data" };
        var urls = new Option<string>("--urls") { Description = "Where the guard listens.", DefaultValueFactory = _ => DefaultUrl };
        var command = new Command("guard", "Watch the engine's heartbeat with a key of its own (TITAN__Guard__ApiKey, TITAN__Guard__ApiSecret): after 10 s of silence it cancels entries and covers or closes what has no stop. Settings follow as for run.") { data, urls };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parse, stop) => RunAsync(Path.GetFullPath(parse.GetValue(data)!), parse.GetValue(urls)!, [.. parse.UnmatchedTokens], stop));
        return command;
    }

    private static async Task<int> RunAsync(string data, string urls, string[] settings, CancellationToken cancellationToken)
    {
        if (RunSettings.Strays(settings) is { Count: > 0 } strays)
        {
            await Console.Error.WriteLineAsync($"titan guard does not know {string.Join(", ", strays)}. Settings are given as --Titan:Section:Key=value; see titan guard --help.");
            return ExitCodes.Usage;
        }

        try
        {
            Directory.CreateDirectory(data);
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
            builder.WebHost.UseUrls(urls);
            ConsoleLogging.Add(builder, data, "guard-");
            builder.Services.AddTitanGuard(builder.Configuration, data);
            builder.Services.TryAddSingleton(WallClock.System);
            builder.Services.TryAddSingleton(_ => new SecretHasher(SecretHasher.Iterations));
            builder.Services.AddSingleton<AccountStore>().AddSingleton<KillCodes>().AddSingleton(new EmergencyMarker(data));
            builder.Services.AddHostedService<GuardService>();
            builder.Services.AddHostedService(provider => new GuardBeat(provider.GetRequiredService<GuardReceipts>(), TimeProvider.System));
            var app = builder.Build();
            await using (app)
            {
                GuardDoor.Map(app);
                await app.StartAsync(cancellationToken);
                Console.WriteLine($"  Titan Guard     {app.Urls.FirstOrDefault() ?? urls}");
                Console.WriteLine($"  watches         {data}");
                Console.WriteLine("  red buttons     titan flatten | cancel-all | kill come here when the console does not answer");
                await app.WaitForShutdownAsync(cancellationToken);
            }

            return ExitCodes.Ok;
        }
        catch (Exception problem) when (problem is ConfigException or IOException or FormatException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCodes.Failed;
        }
    }
}
