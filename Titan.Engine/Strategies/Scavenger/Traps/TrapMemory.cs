using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>
/// Cooldowns, failures and blacklists (spec titan-trading 2.9). Kept by key, so that a map rebuilt each minute does not forget that a trap
/// just fired. Three failed dispatches on a symbol, with no success between, put it aside.
/// </summary>
internal sealed class TrapMemory(ScavengerOptions options)
{
    private const int FailuresAllowed = 3;
    private static readonly TimeSpan Debounce = TimeSpan.FromSeconds(1);

    private readonly Dictionary<TrapKey, DateTimeOffset> _restsUntil = [];
    private readonly Dictionary<TrapKey, int> _failures = [];
    private readonly Dictionary<InstrumentId, DateTimeOffset> _quietUntil = [];
    private readonly Dictionary<InstrumentId, DateTimeOffset> _blacklistedUntil = [];

    /// <summary>When the trap may spring again; null when it may now.</summary>
    public DateTimeOffset? RestsUntil(TrapKey key, DateTimeOffset now) => Later(_restsUntil, key, now);

    public DateTimeOffset? BlacklistedUntil(InstrumentId instrument, DateTimeOffset now) => Later(_blacklistedUntil, instrument, now);

    /// <summary>Nothing stands against a strike here and now.</summary>
    public bool MaySpring(TrapKey key, DateTimeOffset now) =>
        RestsUntil(key, now) is null && BlacklistedUntil(key.Instrument, now) is null && Later(_quietUntil, key.Instrument, now) is null;

    public void Sprung(TrapKey key, DateTimeOffset now)
    {
        _restsUntil[key] = now.AddSeconds(Math.Max(options.CooldownSeconds, options.Traps.Of(key.Type).CooldownSeconds));
        _quietUntil[key.Instrument] = now + Debounce;
    }

    /// <returns>Until when the symbol is blacklisted, when this failure did it.</returns>
    public DateTimeOffset? Failed(TrapKey key, DateTimeOffset now)
    {
        _failures[key] = _failures.GetValueOrDefault(key) + 1;
        if (_failures.Where(pair => pair.Key.Instrument == key.Instrument).Sum(static pair => pair.Value) < FailuresAllowed)
        {
            return null;
        }

        Succeeded(key);
        return _blacklistedUntil[key.Instrument] = now.AddSeconds(options.BlacklistSeconds);
    }

    public void Succeeded(TrapKey key)
    {
        foreach (var own in _failures.Keys.Where(own => own.Instrument == key.Instrument).ToArray())
        {
            _failures.Remove(own);
        }
    }

    private static DateTimeOffset? Later<TKey>(Dictionary<TKey, DateTimeOffset> times, TKey key, DateTimeOffset now)
        where TKey : notnull => times.TryGetValue(key, out var until) && now < until ? until : null;
}
