using System.Globalization;
using System.Text.Json;
using Titan.Engine.Journal;

namespace Titan.Web.Rehearsal;

/// <summary>What the played venue's own books say at the end: the judge of ours.</summary>
internal static class PlayedVenueBooks
{
    /// <exception cref="HttpRequestException">The venue does not answer.</exception>
    public static async Task<LedgerSums> ReadAsync(Uri venue, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var books = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(venue, "/ledger"), cancellationToken));
        var root = books.RootElement;
        return new LedgerSums(
            Number("totalRealisedPnl"), Number("totalFees"), -Number("totalFunding"),
            root.GetProperty("executions").GetArrayLength() + root.GetProperty("forgottenExecutions").GetInt64(), root.GetProperty("positions").GetArrayLength());

        decimal Number(string name) => decimal.Parse(root.GetProperty(name).GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture);
    }
}
