using System.CommandLine;
using System.Globalization;
using Titan.Engine.Journal;

namespace Titan.Web.Cli;

/// <summary>Verbs that read a journal from disk, without a running console; <c>audit show</c> asks the console.</summary>
internal static class JournalVerbs
{
    public static IEnumerable<Command> All() => [Replay(), new Command("audit", "The hash-chained audit.") { CallVerbs.AuditShow(), Verify() }];

    private static Command Replay()
    {
        var data = DataOption();
        var until = new Option<long>("--until") { Description = "Stop after this entry.", DefaultValueFactory = _ => long.MaxValue };
        var command = new Command("replay", "Fold the journal from its first entry and print the state hash it reaches.") { data, until };
        command.SetAction(parse => Tell(JournalAudit.Replay(PathOf(parse.GetValue(data)!), parse.GetValue(until)), "state hash"));
        return command;
    }

    private static Command Verify()
    {
        var data = DataOption();
        var command = new Command("verify", "Check every entry against the hash chain; the first broken one is named.") { data };
        command.SetAction(parse => Tell(JournalAudit.Replay(PathOf(parse.GetValue(data)!)), "chain intact, state hash"));
        return command;
    }

    private static int Tell(JournalReplay replay, string label)
    {
        if (!replay.Intact)
        {
            Console.Error.WriteLine(replay.Problem);
            return ExitCodes.Failed;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{replay.Entries} entries, {label} {replay.StateHash}, {replay.SnapshotsCompared} state snapshots agree"));
        return ExitCodes.Ok;
    }

    private static Option<string> DataOption() =>
        new("--data") { Description = "Folder of the database (TITAN_DATA).", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TITAN_DATA") ?? "data" };

    /// <summary>The ledger in a data folder.</summary>
    public static string PathOf(string data) => new JournalOptions { DataDirectory = Path.GetFullPath(data) }.DatabasePath;
}
