using System.Globalization;

namespace Titan.Web.Api;

/// <summary>Reads the fields of a query and gathers every complaint, unknown fields too: a filter that is passed over in silence lies.</summary>
internal sealed class QueryFields
{
    private const long FarthestMs = 4_102_444_800_000;

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public QueryFields(HttpContext context, params string[] known)
    {
        foreach (var name in context.Request.Query.Keys.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            _errors[name] = [$"unknown field; known are {string.Join(", ", known)}"];
        }
    }

    /// <summary>400 with all complaints, or null.</summary>
    public IResult? Problem =>
        _errors.Count == 0 ? null : Problems.Of(400, "INVALID_QUERY", string.Join("; ", _errors.Select(error => $"{error.Key}: {error.Value[0]}")), null, _errors);

    /// <summary>A whole number in a range; the default when absent.</summary>
    public int Whole(string field, string? value, int usual, int from, int to) => (int)Whole(field, value, usual, (long)from, to);

    public long Whole(string field, string? value, long usual, long from, long to)
    {
        if (string.IsNullOrEmpty(value))
        {
            return usual;
        }

        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        _errors[field] = [FormattableString.Invariant($"{value}: a whole number, {from} to {to}")];
        return usual;
    }

    public bool? Flag(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (bool.TryParse(value, out var flag))
        {
            return flag;
        }

        _errors[field] = [$"{value}: true or false"];
        return null;
    }

    /// <summary>A time as ISO 8601 (UTC when it names no zone) or unix ms.</summary>
    public DateTimeOffset? Time(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < FarthestMs)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(ms);
        }

        if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at;
        }

        _errors[field] = [$"{value}: a time as ISO 8601 or unix ms"];
        return null;
    }

    /// <summary>A UTC day as its first moment and the first of the next.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Day(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            return (from, from.AddDays(1));
        }

        _errors[field] = [$"{value}: a UTC day as YYYY-MM-DD"];
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string field, string? value, params string[] allowed)
    {
        if (string.IsNullOrEmpty(value) || allowed.Contains(value, StringComparer.Ordinal))
        {
            return string.IsNullOrEmpty(value) ? null : value;
        }

        _errors[field] = [$"{value}: one of {string.Join(", ", allowed)}"];
        return null;
    }
}
