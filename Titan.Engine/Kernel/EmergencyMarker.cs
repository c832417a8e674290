using System.Globalization;

namespace Titan.Engine.Kernel;

/// <summary>
/// The file <c>.emergency_shutdown</c> in the data directory (seed 000 "Emergency Shutdown"): while it is there, Titan is LOCKED. Anyone
/// may write or remove it, also while no console runs. Beside it goes a log of the moment, <c>logs/emergency_shutdown_*.log</c>.
/// </summary>
public sealed class EmergencyMarker(string dataDirectory, Func<EngineSnapshot>? snapshot = null)
{
    private const int LongestReason = 500;

    public string Path { get; } = System.IO.Path.Combine(dataDirectory, ".emergency_shutdown");

    /// <summary>What the marker says, or null when there is none.</summary>
    public string? Read()
    {
        try
        {
            if (!File.Exists(Path))
            {
                return null;
            }

            var text = File.ReadAllText(Path).ReplaceLineEndings(" ").Trim();
            return text.Length == 0 ? "no reason given" : text.Length > LongestReason ? text[..LongestReason] : text;
        }
        catch (IOException problem)
        {
            // There, but not readable: that is no reason to trade.
            return $"unreadable: {problem.Message}";
        }
        catch (UnauthorizedAccessException problem)
        {
            return $"unreadable: {problem.Message}";
        }
    }

    /// <summary>Writes the marker and the log beside it, from outside an engine.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public Task PlaceAsync(string by, string reason, DateTimeOffset at, CancellationToken cancellationToken) => WriteAsync(by, reason, at, cancellationToken);

    /// <summary>Writes the marker and the log beside it.</summary>
    /// <returns>Nothing to tell the engine; the next look finds it.</returns>
    internal async Task<EngineInput?> WriteAsync(string by, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(dataDirectory);
        await File.WriteAllTextAsync(Path, $"{at:u} {by}: {reason}\n", cancellationToken).ConfigureAwait(false);
        var logs = System.IO.Path.Combine(dataDirectory, "logs");
        Directory.CreateDirectory(logs);
        var name = string.Create(CultureInfo.InvariantCulture, $"emergency_shutdown_{at:yyyyMMdd_HHmmss}.log");
        await File.WriteAllLinesAsync(System.IO.Path.Combine(logs, name), Lines(by, reason, at), cancellationToken).ConfigureAwait(false);
        return null;
    }

    internal EngineInput? Remove()
    {
        File.Delete(Path);
        return null;
    }

    private IEnumerable<string> Lines(string by, string reason, DateTimeOffset at)
    {
        yield return $"{at:u} EMERGENCY SHUTDOWN by {by}: {reason}";
        if (snapshot?.Invoke() is not { } now)
        {
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"engine {now.Identity.Version} {now.Identity.Mode} on {now.Identity.Venue} {now.Identity.Environment}, journal at {now.JournalSequence}");
        yield return now.Equity.Known ? string.Create(CultureInfo.InvariantCulture, $"equity {now.Equity.Equity} USDT, wallet {now.Equity.WalletBalance} USDT") : "equity unknown";
        yield return string.Create(CultureInfo.InvariantCulture, $"{now.Positions.Length} positions, {now.WorkingOrders.Length} working orders");
        foreach (var view in now.Positions)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {view.Position.Instrument} {view.Position.SignedQuantity} entry {view.Position.EntryPrice} mark {view.MarkPrice} stop {view.Position.StopLoss}");
        }

        foreach (var order in now.WorkingOrders)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  order {order.Id} {order.Instrument} {order.Side} {order.Quantity} {order.Status}");
        }
    }
}
