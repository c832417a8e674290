using System.Globalization;

namespace Titan.Simulator.Rest;

/// <summary>
/// Cursors as the venue hands them out: opaque, and holding percent escapes of their own, so a client has to encode them
/// again. A cursor names the last row of its page; rows that arrive later do not shift the next one.
/// </summary>
internal static class PageCursor
{
    private const string Head = "page_args%3D";
    private const string Tail = "%26";

    public static string Write(long position) => Head + position.ToString(CultureInfo.InvariantCulture) + Tail;

    /// <summary>False when the text is no cursor of ours, which also happens when its escapes were decoded on the way.</summary>
    public static bool TryRead(string cursor, out long? position)
    {
        position = null;
        if (cursor.Length == 0) return true;
        if (!cursor.StartsWith(Head, StringComparison.Ordinal) || !cursor.EndsWith(Tail, StringComparison.Ordinal)) return false;
        var text = cursor.AsSpan()[Head.Length..^Tail.Length];
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        position = value;
        return true;
    }

    /// <summary>One page of rows given newest (or first) first; <paramref name="key"/> falls from row to row.</summary>
    public static (List<T> Page, string Next) Cut<T>(IEnumerable<T> rows, Func<T, long> key, long? after, int limit)
    {
        var page = new List<T>();
        foreach (var row in rows)
        {
            if (after is { } last && key(row) >= last) continue;
            if (page.Count == limit) return (page, Write(key(page[^1])));
            page.Add(row);
        }
        return (page, "");
    }
}
