using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>The engine's words about what arming needs, in the viewer's language. What is not listed is shown as the engine says it.</summary>
public static class PreconditionWords
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "Database", "Reconciled", "Breaker", "Daily loss", "Config", "Clock", "Lock",
        "writable", "not writable", "valid", "closed", "not installed", "live", "unknown", "never", "equity unknown", "in sync", "mismatch",
        "market stream down", "private stream down", "not asked yet", "REST does not answer",
        "Correct the settings named at start", "Clear the emergency with a reason", "A Risk Manager releases the lock with a reason",
        "Check keys and network; it reconnects by itself", "Check the network; it reconnects by itself", "Switch it on with Titan:Binance:Enabled",
        "Free disk space; writing resumes by itself", "Wait for the first reconcile, or reconcile now", "Reconcile now and settle what differs",
        "Wait for the cooldown or reset it with a reason", "Wait for the wallet of the venue", "No entries until the next day or a reset", "Synchronise the machine's clock",
    };

    /// <summary>Every text.</summary>
    public static IEnumerable<string> Texts => Known;

    /// <summary>A name, a value or a cure. Of a value in two parts, 41 s and in sync, the second is a word; −2.3 of −7 % is two figures.</summary>
    public static string Of(string said)
    {
        var comma = said.LastIndexOf(", ", StringComparison.Ordinal);
        if (said.Split(" of ") is [var value, var limit] && value.Length > 0 && (char.IsAsciiDigit(value[0]) || value[0] == '\u2212'))
        {
            return T("{0} of {1}", value, limit);
        }

        return Known.Contains(said) ? T(said)
            : comma > 0 && Known.Contains(said[(comma + 2)..]) ? $"{said[..comma]}, {T(said[(comma + 2)..])}"
            : said;
    }
}
