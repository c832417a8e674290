using System.CommandLine;
using System.Globalization;

namespace Titan.Web.Cli;

/// <summary>titan config: what is in force, a change of the limits or the whitelist, versions and the way back (seed 002 "Configuration Management").</summary>
internal static class ConfigVerbs
{
    private const string Listing = "/api/console/config/whitelist";
    private static readonly string[] VersionColumns = ["version_tag", "is_active", "author", "source", "summary", "trades_count", "total_pnl", "win_rate", "max_drawdown"];

    public static Command Create() => new("config", "The configuration in force, its versions, a change of the limits or the whitelist, and the way back.")
    {
        CallVerbs.Read("show", "/api/console/config", "What is in force, its version, and the ranges."),
        Versions(),
        Version(),
        Risk(),
        Whitelist(),
        Rollback(),
    };

    private static Command Versions()
    {
        var limit = new Option<int>("--limit") { Description = "Rows, at most 100.", DefaultValueFactory = _ => 10 };
        var command = new Command("versions", "Versions, newest first, with what was traded under each; --json tells what each changed.") { CallVerbs.Url, CallVerbs.Json, limit };
        command.SetAction((parse, stop) => CallVerbs.Call(parse, CallVerbs.Query("/api/config/versions", ("limit", CallVerbs.Number(parse, limit))), null, "versions", VersionColumns).SendAsync(stop));
        return command;
    }

    private static Command Version()
    {
        var tag = Tag();
        var command = new Command("version", "One version, whole.") { CallVerbs.Url, CallVerbs.Json, tag };
        command.SetAction((parse, stop) => CallVerbs.Call(parse, $"/api/config/versions/{Uri.EscapeDataString(parse.GetValue(tag)!)}", null).SendAsync(stop));
        return command;
    }

    private static Command Risk()
    {
        var limits = new Argument<string[]>("limit") { Description = "name=value, such as maxLeverage=10; names are those of titan config show.", Arity = ArgumentArity.OneOrMore };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with the version." };
        var confirm = Confirm();
        var command = new Command("risk", "Set limits of risk anew: judged whole, in force at once, one version.") { CallVerbs.Url, CallVerbs.Json, limits, reason, confirm };
        command.SetAction(async (parse, stop) =>
        {
            var body = new Dictionary<string, object?> { ["reason"] = parse.GetValue(reason), ["confirm"] = parse.GetValue(confirm) };
            foreach (var limit in parse.GetValue(limits)!)
            {
                if (limit.Split('=', 2) is not [var name, var text] || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                {
                    await Console.Error.WriteLineAsync($"{limit}: name=value, such as maxLeverage=10.");
                    return ExitCodes.Usage;
                }

                body[name] = value;
            }

            return await CallVerbs.Call(parse, "/api/console/config/risk", body).SendAsync(stop);
        });
        return command;
    }

    private static Command Whitelist() => new("whitelist", "Symbols that may be entered.")
    {
        CallVerbs.Read("list", Listing, "The list in force, and what of it is not watched yet."),
        OneSymbol("add", "Let a symbol be entered: in force at once, one version; its market data are subscribed while Titan runs."),
        OneSymbol("remove", "Let a symbol not be entered any more: in force at once, one version; what is open in it keeps its stop and its exits."),
    };

    private static Command OneSymbol(string action, string description)
    {
        var symbol = new Argument<string>("symbol") { Description = "As the venue spells it, such as SOLUSDT." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with the version." };
        var command = new Command(action, description) { CallVerbs.Url, CallVerbs.Json, symbol, reason };
        command.SetAction((parse, stop) => CallVerbs.Call(parse, Listing, new { action, symbol = parse.GetValue(symbol), reason = parse.GetValue(reason) }).SendAsync(stop));
        return command;
    }

    private static Command Rollback()
    {
        var (tag, reason, confirm) = (Tag(), CallVerbs.Reason(), Confirm());
        var command = new Command("rollback", "Return to an older version by a new one equal to it.") { CallVerbs.Url, CallVerbs.Json, tag, reason, confirm };
        command.SetAction((parse, stop) => CallVerbs.Call(
            parse, "/api/config/rollback", new { version_tag = parse.GetValue(tag), reason = parse.GetValue(reason), confirm = parse.GetValue(confirm) }).SendAsync(stop));
        return command;
    }

    private static Argument<string> Tag() => new("version") { Description = "A version as titan config versions names it, such as 2024-12-13T10:30:00Z." };

    private static Option<string?> Confirm() => new("--confirm") { Description = "LEVERAGE, to allow more leverage than 20x." };
}
