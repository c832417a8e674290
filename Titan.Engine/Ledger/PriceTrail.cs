namespace Titan.Engine.Ledger;

/// <summary>The newest points of a figure over time, in a ring of fixed size; the oldest make room.</summary>
public sealed class PriceTrail(int capacity)
{
    private readonly (DateTimeOffset At, double Value)[] _points = new (DateTimeOffset, double)[capacity];
    private int _next;

    public int Count { get; private set; }

    public void Add(DateTimeOffset at, double value)
    {
        _points[_next] = (at, value);
        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Moves every value by the same amount.</summary>
    public void Shift(double by)
    {
        for (var back = 1; back <= Count; back++)
        {
            _points[(_next - back + capacity) % capacity].Value += by;
        }
    }

    public void Clear() => (Count, _next) = (0, 0);

    /// <summary>The oldest value inside the window that ends now, or null when there is none.</summary>
    public double? OldestWithin(TimeSpan window, DateTimeOffset now)
    {
        for (var back = Count; back > 0; back--)
        {
            var (at, value) = this[back];
            if (now - at <= window)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The highest value inside the window that ends now, or null when there is none.</summary>
    public double? HighestWithin(TimeSpan window, DateTimeOffset now)
    {
        double? highest = null;
        for (var back = 1; back <= Count; back++)
        {
            var (at, value) = this[back];
            if (now - at > window)
            {
                break;
            }

            highest = highest is { } known ? Math.Max(known, value) : value;
        }

        return highest;
    }

    /// <summary>Change against the oldest point of the window, as a fraction; null while there is no point.</summary>
    public double? MoveOver(TimeSpan window, DateTimeOffset now) =>
        Count > 0 && OldestWithin(window, now) is { } then and > 0 ? (this[1].Value / then) - 1.0 : null;

    private (DateTimeOffset At, double Value) this[int back] => _points[(_next - back + capacity) % capacity];
}
