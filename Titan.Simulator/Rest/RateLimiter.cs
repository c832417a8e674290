using System.Globalization;

namespace Titan.Simulator.Rest;

/// <summary>
/// Requests per rolling second and endpoint for the account, and 600 requests per 5 s for the address, in venue time.
/// REST and socket order entry draw on the same budgets.
/// </summary>
internal sealed class RateLimiter(bool enabled)
{
    private const long WindowMs = 1_000;
    private const long AddressWindowMs = 5_000;
    private const int AddressLimit = 600;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<long>> _buckets = new(StringComparer.Ordinal);
    private readonly Queue<long> _address = new();

    /// <summary>False when this address asks too often; the venue answers HTTP 403.</summary>
    public bool AdmitsAddress(long nowMs)
    {
        if (!enabled) return true;
        lock (_gate)
        {
            while (_address.TryPeek(out var at) && at <= nowMs - AddressWindowMs) _address.Dequeue();
            if (_address.Count >= AddressLimit) return false;
            _address.Enqueue(nowMs);
            return true;
        }
    }

    /// <summary>Takes <paramref name="cost"/> from an endpoint's budget.</summary>
    public RateState Take(string endpoint, int limit, int cost, long nowMs)
    {
        if (!enabled) return new RateState(true, limit, limit, nowMs);
        lock (_gate)
        {
            if (!_buckets.TryGetValue(endpoint, out var bucket)) _buckets[endpoint] = bucket = new Queue<long>();
            while (bucket.TryPeek(out var at) && at <= nowMs - WindowMs) bucket.Dequeue();
            if (bucket.Count + cost > limit)
                return new RateState(false, limit, Math.Max(0, limit - bucket.Count), bucket.TryPeek(out var oldest) ? oldest + WindowMs : nowMs + WindowMs);
            for (var i = 0; i < cost; i++) bucket.Enqueue(nowMs);
            return new RateState(true, limit, limit - bucket.Count, nowMs);
        }
    }
}

/// <summary>What the rate headers say after a request; the reset time is now unless the limit was hit.</summary>
internal readonly record struct RateState(bool Allowed, int Limit, int Left, long ResetMs)
{
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new("X-Bapi-Limit", Limit.ToString(CultureInfo.InvariantCulture));
        yield return new("X-Bapi-Limit-Status", Left.ToString(CultureInfo.InvariantCulture));
        yield return new("X-Bapi-Limit-Reset-Timestamp", ResetMs.ToString(CultureInfo.InvariantCulture));
    }
}
