using System.CommandLine;
using System.Globalization;
using Titan.Simulator;
using Titan.Simulator.Market;
using Titan.Simulator.Time;

namespace Titan.Web.Cli;

/// <summary>titan simulate: the venue alone, for other clients and for engines in other processes.</summary>
internal static class SimulateVerb
{
    private static readonly Dictionary<string, string> GuardKeys = new(StringComparer.Ordinal) { ["guard-key"] = "guard-secret" };

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where the venue listens (loopback).", DefaultValueFactory = _ => "http://127.0.0.1:9100" };
        var seed = new Option<int>("--seed") { Description = "Seed of the market.", DefaultValueFactory = _ => 7 };
        var speed = new Option<double>("--speed") { Description = "Market seconds per second, 0.1 to 1000.", DefaultValueFactory = _ => 1 };
        var file = new Option<string?>("--file") { Description = "Play a recorded file instead of the seeded market." };
        var command = new Command("simulate", "Start the simulated venue: Bybit v5 REST and WebSocket on one port, key sim-key, secret sim-secret.") { urls, seed, speed, file };
        command.SetAction((parse, cancellationToken) => RunAsync(parse.GetValue(urls)!, parse.GetValue(seed), parse.GetValue(speed), parse.GetValue(file), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string urls, int seed, double speed, string? file, CancellationToken cancellationToken)
    {
        if (speed is not (>= 0.1 and <= 1_000))
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"--speed {speed}: allowed 0.1 to 1000."));
            return ExitCodes.Usage;
        }

        try
        {
            var now = TimeProvider.System.GetUtcNow();
            IMarketSource market = file is null ? new SeededMarket(seed, now) : RecordedMarket.Open(file);
            var clock = speed == 1 && file is null ? TimeProvider.System : new ScaledClock(TimeProvider.System, market.Start, speed);
            await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions { MoreKeys = GuardKeys, Urls = urls, Seed = seed, Speed = speed, Market = market, Clock = clock }, cancellationToken);
            Console.WriteLine($"Simulated venue   {venue.RestUrl}   streams {venue.StreamUrl}   key sim-key   secret sim-secret   (guard: guard-key, guard-secret)");
            Console.WriteLine("Faults            POST /faults   books GET /ledger   (loopback only)");
            var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(stop.SetResult);
            await stop.Task;
            return ExitCodes.Ok;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or FormatException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCodes.Failed;
        }
    }
}
