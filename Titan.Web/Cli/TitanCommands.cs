using System.CommandLine;
using System.CommandLine.Help;
using Titan.Web.Guard;

namespace Titan.Web.Cli;

/// <summary>The verbs of ./titan. Only what works is listed; a verb comes with the room behind it.</summary>
public static class TitanCommands
{
    /// <summary>Longest orderly stop after SIGTERM; the engine's own takes at most 8 s of it.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(9.5);

    private const string Description = """
        Titan Console: trading engine, console and simulated venue in one process.

        First time:  titan run            prints the address, the user and the password
        From afar:   titan status         calls the console at --url as TITAN_USER and TITAN_PASSWORD
        Red buttons: titan flatten | cancel-all | kill | disarm | pause | emergency-shutdown "reason"

        Exit codes: 0 done, 1 refused or failed, 2 wrong command line, 3 console does not answer, 4 not signed in or role missing.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        // Not a RootCommand: that one is named after the file, and people call this program titan.
        var root = new Command("titan", Description) { new HelpOption(), new VersionOption() };
        root.Subcommands.Add(RunVerb.Create());
        root.Subcommands.Add(SimulateVerb.Create());
        root.Subcommands.Add(RehearseVerb.Create());
        foreach (var verb in CallVerbs.All())
        {
            root.Subcommands.Add(verb);
        }

        foreach (var verb in HandVerbs.All())
        {
            root.Subcommands.Add(verb);
        }

        root.Subcommands.Add(ConfigVerbs.Create());
        root.Subcommands.Add(EmergencyVerb.Create());
        root.Subcommands.Add(GuardVerb.Create());
        foreach (var verb in JournalVerbs.All())
        {
            root.Subcommands.Add(verb);
        }

        // Hosting tests and `dotnet run` without a verb mean the console itself.
        var line = args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")) ? ["run", .. args] : args;
        var parsed = root.Parse(line);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopTime });
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
    }
}
