using System.CommandLine;

namespace Titan.Web.Cli;

/// <summary>Verbs of the hands: kill and release, one position, one order, the workbench's comparison, the receipts.</summary>
internal static class HandVerbs
{
    private static readonly string[] ReceiptColumns = ["id", "started_at", "took_ms", "by", "door", "cause", "positions", "orders", "slippage_cost", "fees", "reason"];
    private static readonly string[] ComparisonColumns = ["symbol", "verdict", "preview"];

    public static IEnumerable<Command> All() =>
    [
        Kill(),
        CallVerbs.Act("release", "/api/emergency/release", "Lift the kill's lock and pause; needs a reason of 5 to 500 characters and never re-arms.", reason => new { reason }),
        CallVerbs.Read("emergency", "/api/emergency/status", "Lock and its cause, pauses, the running flatten, the last receipt."),
        CallVerbs.Read("preview", "/api/emergency/preview", "What FLATTEN ALL would close and cost now.", "positions"),
        Close(),
        Modify(),
        Cancel(),
        CallVerbs.Read("compare", "/api/state/compare", "Engine, exchange and ledger side by side, and what a reconcile would do; changes nothing.", "rows", ComparisonColumns),
        Receipts(),
    ];

    private static Command Kill()
    {
        var reason = CallVerbs.Reason();
        var code = new Option<string?>("--code") { Description = "Your kill code, or the word KILL while you have set none (TITAN_KILL_CODE)." };
        var command = new Command("kill", "KILL SWITCH: lock, pause, cancel and flatten everything; each step is told.") { CallVerbs.Url, CallVerbs.GuardUrl, CallVerbs.Json, reason, code };
        command.SetAction((parse, stop) => CallVerbs.StopAsync(
            parse, CallVerbs.Call(parse, "/api/emergency/kill", new { code = parse.GetValue(code) ?? Environment.GetEnvironmentVariable("TITAN_KILL_CODE"), reason = parse.GetValue(reason) }), stop));
        return command;
    }

    private static Command Close()
    {
        var (symbol, reason) = (Symbol(), CallVerbs.Reason());
        var quantity = new Option<decimal?>("--quantity") { Description = "Only this size, base currency; the whole position when left out." };
        var command = new Command("close", "Close one position, or reduce it; reduce-only at market, in every state.") { CallVerbs.Url, CallVerbs.Json, symbol, reason, quantity };
        command.SetAction((parse, stop) => CallVerbs.Call(
            parse, $"/api/positions/{Uri.EscapeDataString(parse.GetValue(symbol)!)}/close", new { quantity = parse.GetValue(quantity), reason = parse.GetValue(reason) }).SendAsync(stop));
        return command;
    }

    private static Command Modify()
    {
        var (symbol, reason) = (Symbol(), CallVerbs.Reason());
        var stopLoss = new Option<decimal?>("--stop") { Description = "New stop; 0 removes it, which needs a reason as loosening does." };
        var target = new Option<decimal?>("--target") { Description = "New target; 0 removes it." };
        var command = new Command("modify", "Move the stop or target of one position on the exchange.") { CallVerbs.Url, CallVerbs.Json, symbol, reason, stopLoss, target };
        command.SetAction((parse, stop) => CallVerbs.Call(
            parse,
            $"/api/positions/{Uri.EscapeDataString(parse.GetValue(symbol)!)}/modify",
            new { stop_loss = parse.GetValue(stopLoss), take_profit = parse.GetValue(target), reason = parse.GetValue(reason) }).SendAsync(stop));
        return command;
    }

    private static Command Cancel()
    {
        var order = new Argument<string>("order") { Description = "Our id or the exchange's (titan orders)." };
        var reason = CallVerbs.Reason();
        var command = new Command("cancel", "Cancel one working order.") { CallVerbs.Url, CallVerbs.Json, order, reason };
        command.SetAction((parse, stop) => (CallVerbs.Call(parse, $"/api/orders/{Uri.EscapeDataString(parse.GetValue(order)!)}", new { reason = parse.GetValue(reason) }) with { Method = HttpMethod.Delete }).SendAsync(stop));
        return command;
    }

    private static Command Receipts()
    {
        var id = new Argument<string?>("id") { Description = "One receipt with its legs, orders and steps.", Arity = ArgumentArity.ZeroOrOne };
        var limit = CallVerbs.Limit(20);
        var csv = new Option<bool>("--csv") { Description = "As CSV." };
        var command = new Command("receipts", "Receipts of finished flattens, newest first.") { CallVerbs.Url, CallVerbs.Json, id, limit, csv };
        command.SetAction((parse, stop) =>
        {
            var one = parse.GetValue(id);
            var format = parse.GetValue(csv) ? "csv" : null;
            return one is null
                ? CallVerbs.Call(parse, CallVerbs.Query("/api/emergency/receipts", ("limit", CallVerbs.Number(parse, limit)), ("format", format)), null, "receipts", ReceiptColumns).SendAsync(stop)
                : CallVerbs.Call(parse, CallVerbs.Query($"/api/emergency/receipts/{Uri.EscapeDataString(one)}", ("format", format)), null).SendAsync(stop);
        });
        return command;
    }

    private static Argument<string> Symbol() => new("symbol") { Description = "As the exchange spells it, such as BTCUSDT." };
}
