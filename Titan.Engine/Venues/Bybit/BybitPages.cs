using System.Text.Json;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Walks a paged list to its end. Default page sizes of the venue are small, and a forgotten cursor hides positions
/// (spec venues/bybit-v5.md 2.4, quirk 6). Ends at an empty or repeated cursor.
/// </summary>
internal sealed class BybitPages(BybitDispatcher dispatcher)
{
    private const int MostPages = 500;

    /// <summary>All rows that the reading accepts, in the venue's order; null rows are left out.</summary>
    public async Task<VenueAnswer<IReadOnlyList<T>>> ReadAsync<T>(
        string path, BybitPriority priority, bool signed, (string Name, string? Value)[] parameters, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var rows = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var request = BybitRequest.Get(path, signed, priority, [.. parameters, ("cursor", cursor)]);
            var reply = await dispatcher.SendAsync(request, cancellationToken);
            if (!reply.IsAccepted)
                return VenueAnswer<IReadOnlyList<T>>.None(reply.Outcome);
            var count = 0;
            foreach (var row in reply.Result.Rows("list"))
            {
                count++;
                if (read(row) is { } value)
                    rows.Add(value);
            }

            cursor = reply.Result.Text("nextPageCursor");
            if (cursor.Length == 0 || count == 0 || !seen.Add(cursor))
                return VenueAnswer<IReadOnlyList<T>>.Of(rows);
        }

        return VenueAnswer<IReadOnlyList<T>>.None(VenueOutcome.Rejected(-1, $"{path} did not end after {MostPages} pages", VenueReaction.Retry));
    }
}
