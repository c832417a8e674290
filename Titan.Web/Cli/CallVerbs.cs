using System.CommandLine;

namespace Titan.Web.Cli;

/// <summary>Verbs that call the running console: each names its path, its method, and how people read the answer.</summary>
internal static class CallVerbs
{
    private static readonly Option<string> Url = new("--url") { Description = "Address of the console.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TITAN_URL") ?? "http://127.0.0.1:8080", Recursive = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the answer as it came." };

    public static IEnumerable<Command> All() =>
    [
        Read("health", "/api/health", "Health of every component."),
        Read("status", "/api/status", "Arm, breaker, connection, equity in one answer."),
        Read("equity", "/api/state/equity", "Equity, drawdown and day start."),
        Read("positions", "/api/state/positions", "Open positions."),
        Read("orders", "/api/orders?open=true", "Working orders."),
        Read("trades", "/api/trades", "Closed trades, newest first."),
        Act("arm", "/api/console/master-arm", "Let Titan open positions; refused with every failed precondition.", reason => new { enabled = true, reason }),
        Act("disarm", "/api/console/master-arm", "Stop opening at once; stops and targets stay.", reason => new { enabled = false, reason }),
        Act("pause", "/api/emergency/pause", "Pause the strategies; the arm stays.", reason => new { reason }),
        Act("resume", "/api/emergency/resume", "Resume the strategies.", reason => new { reason }),
        Act("reconcile", "/api/state/reconcile", "Ask the venue now and settle what differs.", reason => new { reason }),
        Act("flatten", "/api/emergency/flatten", "Close ALL positions; ends when the venue says flat.", reason => new { reason }),
        Act("cancel-all", "/api/console/cancel-all", "Cancel working entries; stops and targets stay.", reason => new { reason }),
        Breaker(),
    ];

    private static Command Read(string name, string path, string description)
    {
        var command = new Command(name, description) { Url, Json };
        command.SetAction((parse, cancellationToken) => ConsoleCall.GetAsync(parse.GetValue(Url)!, path, parse.GetValue(Json), cancellationToken));
        return command;
    }

    private static Command Act(string name, string path, string description, Func<string?, object> body)
    {
        var reason = new Argument<string?>("reason") { Description = "Why; kept in the audit.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(name, description) { Url, Json, reason };
        command.SetAction((parse, cancellationToken) => ConsoleCall.PostAsync(parse.GetValue(Url)!, path, body(parse.GetValue(reason)), parse.GetValue(Json), cancellationToken));
        return command;
    }

    private static Command Breaker() => new("breaker", "The circuit breaker.")
    {
        Read("status", "/api/circuit-breaker", "Tripped or not, why, until when."),
        Act("reset", "/api/circuit-breaker/reset", "Lift the breaker's lock with a reason; never re-arms.", reason => new { reason }),
    };
}
