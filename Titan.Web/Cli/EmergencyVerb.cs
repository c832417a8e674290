using System.CommandLine;
using Titan.Engine.Kernel;

namespace Titan.Web.Cli;

/// <summary>
/// titan emergency-shutdown (seed 000): asks the console, and writes the marker file itself when none answers, so that the next start is
/// LOCKED. Whoever may write the folder may do either.
/// </summary>
internal static class EmergencyVerb
{
    /// <summary>A console that hangs must not hold the marker back for long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public static Command Create()
    {
        var reason = new Argument<string>("reason") { Description = "Why; kept in the marker, the log and the audit.", DefaultValueFactory = _ => "no reason given" };
        var data = DataOption();
        var command = new Command("emergency-shutdown", "LOCK Titan until cleared: no entry, positions keep their stops; a marker file says so.") { CallVerbs.Url, CallVerbs.Json, reason, data, Clear() };
        command.SetAction(async (parse, stop) =>
        {
            var words = parse.GetValue(reason)!;
            var code = await (CallVerbs.Call(parse, "/api/emergency/shutdown", new { reason = words }) with { Patience = Patience }).SendAsync(stop);
            return code is ExitCodes.Unreachable or ExitCodes.NotSignedIn ? await WriteAsync(parse.GetValue(data)!, words, stop) : code;
        });
        return command;
    }

    private static Command Clear()
    {
        var reason = CallVerbs.Reason();
        var data = DataOption();
        var command = new Command("clear", "End an emergency shutdown with a reason; never re-arms.") { CallVerbs.Url, CallVerbs.Json, reason, data };
        command.SetAction(async (parse, stop) =>
        {
            var code = await (CallVerbs.Call(parse, "/api/emergency/clear", new { reason = parse.GetValue(reason) }) with { Patience = Patience }).SendAsync(stop);
            return code == ExitCodes.Unreachable ? await RemoveAsync(parse.GetValue(data)!) : code;
        });
        return command;
    }

    private static async Task<int> WriteAsync(string data, string reason, CancellationToken cancellationToken)
    {
        var marker = new EmergencyMarker(Path.GetFullPath(data));
        try
        {
            await marker.PlaceAsync($"{Environment.UserName} on this machine", reason, TimeProvider.System.GetUtcNow(), cancellationToken);
            await Console.Error.WriteLineAsync($"No console took it, so the marker was written: {marker.Path}. A Titan with this --data locks at once, or when it starts.");
            return ExitCodes.Ok;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The marker could not be written either: {problem.Message}");
            return ExitCodes.Unreachable;
        }
    }

    private static async Task<int> RemoveAsync(string data)
    {
        var marker = new EmergencyMarker(Path.GetFullPath(data));
        try
        {
            if (marker.Read() is not { } text)
            {
                await Console.Error.WriteLineAsync($"There is no marker at {marker.Path}.");
                return ExitCodes.Unreachable;
            }

            File.Delete(marker.Path);
            await Console.Error.WriteLineAsync($"No console answers, so the marker was removed: {marker.Path} ({text}). Titan starts DISARMED.");
            return ExitCodes.Ok;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The marker could not be removed: {problem.Message}");
            return ExitCodes.Failed;
        }
    }

    private static Option<string> DataOption() =>
        new("--data") { Description = "Folder of the database (TITAN_DATA); the marker goes there when no console answers.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TITAN_DATA") ?? "data" };
}
