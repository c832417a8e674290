using System.Globalization;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// How near a price came to a live trap since it was last told: the answer to "why did nothing happen" for a quiet hour. One trap is kept, the
/// nearest; nothing is allocated per print.
/// </summary>
internal sealed class NearestApproach
{
    private double _distance = double.MaxValue;
    private TrapKey _key;
    private decimal _price;
    private decimal _trigger;
    private DateTimeOffset _at;

    public void See(Trap trap, decimal price, decimal trigger, DateTimeOffset at)
    {
        var distance = Math.Abs((double)(price - trigger)) / (double)trigger;
        if (distance < _distance)
        {
            (_distance, _key, _price, _trigger, _at) = (distance, trap.Key, price, trigger, at);
        }
    }

    /// <summary>The sentence, beginning with the distance in percent; null when no live trap was looked at. Begins anew.</summary>
    public string? Take()
    {
        if (_distance == double.MaxValue)
        {
            return null;
        }

        var sentence = string.Create(
            CultureInfo.InvariantCulture, $"{_distance * 100.0:0.000} % away: {_key}, {_price:0.########} against {_trigger:0.########} at {_at.UtcDateTime:HH:mm:ss}");
        _distance = double.MaxValue;
        return sentence;
    }
}
