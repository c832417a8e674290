using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Titan.Web.Cli;

/// <summary>Verbs that call the running console: each names its path, its method, and how people read the answer.</summary>
internal static class CallVerbs
{
    private static readonly string[] TradeColumns = ["closed_at", "symbol", "side", "size", "entry_price", "exit_price", "pnl", "r_multiple", "trap_type", "close_reason"];
    private static readonly string[] OrderColumns = ["created_at", "symbol", "side", "type", "purpose", "state", "size", "filled", "price", "link_id"];
    private static readonly string[] PositionColumns = ["symbol", "side", "size", "entry_price", "mark_price", "stop_loss", "take_profit", "unrealized_pnl", "covered_size", "opened_at"];
    private static readonly string[] AuditColumns = ["sequence", "at", "actor", "door", "action", "result", "reason", "detail"];

    public static readonly Option<string> Url = new("--url") { Description = "Address of the console (TITAN_URL).", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TITAN_URL") ?? "http://127.0.0.1:8080" };
    public static readonly Option<string> GuardUrl = new("--guard") { Description = "Address of the guard, asked when the console does not answer (TITAN_GUARD_URL).", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TITAN_GUARD_URL") ?? Guard.GuardVerb.DefaultUrl };
    public static readonly Option<bool> Json = new("--json") { Description = "Print the answer as it came." };

    public static IEnumerable<Command> All() =>
    [
        Read("status", "/api/status", "Arm, breaker, connection and equity in one answer."),
        Read("health", "/api/health", "Health of every component."),
        Read("equity", "/api/state/equity", "Equity, drawdown and day start."),
        Read("positions", "/api/state/positions", "Open positions.", null, PositionColumns),
        Orders(),
        Trades(),
        Arm(),
        Act("disarm", "/api/console/master-arm", "Stop opening at once; stops and targets stay.", reason => new { enabled = false, reason }),
        Act("pause", "/api/emergency/pause", "Pause the strategies; the arm stays.", reason => new { reason }),
        Act("resume", "/api/emergency/resume", "Resume the strategies.", reason => new { reason }),
        Act("reconcile", "/api/state/reconcile", "Ask the venue now and settle what differs.", reason => new { reason }),
        Flatten(),
        CancelAll(),
        new Command("breaker", "The circuit breaker.")
        {
            Read("status", "/api/circuit-breaker", "Tripped or not, why, until when."),
            Act("reset", "/api/circuit-breaker/reset", "Lift the breaker's lock; needs a reason of 5 to 500 characters and never re-arms.", reason => new { reason }),
        },
    ];

    /// <summary>titan audit show: the audit of the running console.</summary>
    public static Command AuditShow()
    {
        var limit = Limit(50);
        var actor = new Option<string?>("--actor") { Description = "Only this account." };
        var action = new Option<string?>("--action") { Description = "Only this act: arm, disarm, flatten, sign-in …" };
        var command = new Command("show", "Who did what, newest first, from the running console.") { Url, Json, limit, actor, action };
        command.SetAction((parse, stop) => Call(parse, Query("/api/audit", ("limit", Number(parse, limit)), ("actor", parse.GetValue(actor)), ("action", parse.GetValue(action))), null, "audit", AuditColumns).SendAsync(stop));
        return command;
    }

    public static Command Read(string name, string path, string description, string? rows = null, params string[] columns)
    {
        var command = new Command(name, description) { Url, Json };
        command.SetAction((parse, stop) => Call(parse, path, null, rows, columns).SendAsync(stop));
        return command;
    }

    private static Command Orders()
    {
        var all = new Option<bool>("--all") { Description = "Finished ones too, newest first." };
        var limit = Limit(100);
        var command = new Command("orders", "Working orders.") { Url, Json, all, limit };
        command.SetAction((parse, stop) => Call(parse, Query("/api/orders", ("open", parse.GetValue(all) ? null : "true"), ("limit", Number(parse, limit))), null, "orders", OrderColumns).SendAsync(stop));
        return command;
    }

    private static Command Trades()
    {
        var date = new Option<string?>("--date") { Description = "A UTC day, YYYY-MM-DD." };
        var symbol = new Option<string?>("--symbol") { Description = "Only this symbol." };
        var offset = new Option<int>("--offset") { Description = "Rows passed over." };
        var limit = Limit(100);
        var command = new Command("trades", "Closed trades, newest first, with their totals.") { Url, Json, date, symbol, limit, offset };
        command.SetAction((parse, stop) => Call(
            parse,
            Query("/api/trades", ("date", parse.GetValue(date)), ("symbol", parse.GetValue(symbol)), ("limit", Number(parse, limit)), ("offset", Number(parse, offset))),
            null, "trades", TradeColumns).SendAsync(stop));
        return command;
    }

    private static Command Arm()
    {
        var reason = Reason();
        var confirm = new Option<string?>("--confirm") { Description = "LIVE, in live mode." };
        var command = new Command("arm", "Let Titan open positions; refused with every failed precondition.") { Url, Json, reason, confirm };
        command.SetAction((parse, stop) => Call(parse, "/api/console/master-arm", new { enabled = true, reason = parse.GetValue(reason), confirm = parse.GetValue(confirm) }).SendAsync(stop));
        return command;
    }

    private static Command Flatten()
    {
        var reason = Reason();
        var command = new Command("flatten", "Close ALL positions; answers when the venue says flat, or after 30 s while it goes on.") { Url, GuardUrl, Json, reason };
        command.SetAction((parse, stop) => StopAsync(parse, Call(parse, "/api/emergency/flatten", new { reason = parse.GetValue(reason) }), stop));
        return command;
    }

    /// <summary>A stopping act: when the console does not answer, the guard is asked for the same.</summary>
    public static async Task<int> StopAsync(ParseResult parse, ConsoleCall call, CancellationToken cancellationToken)
    {
        if (await call.AnswersAsync(cancellationToken))
        {
            var code = await call.SendAsync(cancellationToken);
            if (code != ExitCodes.Unreachable)
            {
                return code;
            }
        }

        var guard = parse.GetValue(GuardUrl)!;
        await Console.Error.WriteLineAsync($"The console at {call.Url} does not answer; asking the guard at {guard}.");
        return await (call with { Url = guard }).SendAsync(cancellationToken);
    }

    private static Command CancelAll()
    {
        var reason = Reason();
        var protective = new Option<bool>("--include-protective") { Description = "Stops and targets too: what they cover is naked." };
        var command = new Command("cancel-all", "Cancel working entries; stops and targets stay.") { Url, GuardUrl, Json, reason, protective };
        command.SetAction((parse, stop) => StopAsync(parse, Call(parse, "/api/console/cancel-all", new { reason = parse.GetValue(reason), includeProtective = parse.GetValue(protective) }, "results"), stop));
        return command;
    }

    public static Command Act(string name, string path, string description, Func<string?, object> body)
    {
        var reason = Reason();
        var command = new Command(name, description) { Url, Json, reason };
        command.SetAction((parse, stop) => Call(parse, path, body(parse.GetValue(reason))).SendAsync(stop));
        return command;
    }

    public static ConsoleCall Call(ParseResult parse, string path, object? body, string? rows = null, params string[] columns) =>
        new(parse.GetValue(Url)!, path, body, parse.GetValue(Json)) { Rows = rows, Columns = columns };

    public static Argument<string?> Reason() => new("reason") { Description = "Why; kept in the audit.", Arity = ArgumentArity.ZeroOrOne };

    public static Option<int> Limit(int usual) => new("--limit") { Description = "Rows, at most 1000.", DefaultValueFactory = _ => usual };

    public static string Number(ParseResult parse, Option<int> option) => parse.GetValue(option).ToString(CultureInfo.InvariantCulture);

    public static string Query(string path, params (string Name, string? Value)[] fields)
    {
        var text = new StringBuilder(path);
        foreach (var (name, value) in fields.Where(field => field.Value is not null))
        {
            text.Append(text.Length == path.Length ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value!));
        }

        return text.ToString();
    }
}
