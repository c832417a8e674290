using System.CommandLine;

namespace Titan.Web.Cli;

/// <summary>The verbs of ./titan. Only what works is listed; a verb comes with the room behind it.</summary>
public static class TitanCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Titan Console: trading engine, console and simulated venue in one process.");
        root.Subcommands.Add(RunVerb.Create());
        root.Subcommands.Add(SimulateVerb.Create());
        foreach (var verb in CallVerbs.All())
        {
            root.Subcommands.Add(verb);
        }

        foreach (var verb in JournalVerbs.All())
        {
            root.Subcommands.Add(verb);
        }

        // Hosting tests and `dotnet run` without a verb mean the console itself.
        var line = args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")) ? ["run", .. args] : args;
        var parsed = root.Parse(line);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
    }
}
