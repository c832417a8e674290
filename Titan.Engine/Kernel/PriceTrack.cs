using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>
/// One instrument's prices: 5-second steps for an hour, minutes for a day, and hours from the bars of the start. 2,186 steps of 16 bytes, 35 kB,
/// however long the process runs.
/// </summary>
internal sealed class PriceTrack(Instrument instrument)
{
    /// <summary>Steps without a price that are still drawn through; more is a hole.</summary>
    private const int Bridged = 3;

    private static readonly TimeSpan FineSpan = TimeSpan.FromHours(1);

    private readonly PriceRing _fine = new(TimeSpan.FromSeconds(5), 720);
    private readonly PriceRing _minutes = new(TimeSpan.FromMinutes(1), 1_440);
    private readonly PriceRing _hours = new(TimeSpan.FromHours(1), 26);
    private long _newestAt;
    private double _newest;

    public Instrument Instrument => instrument;

    public bool IsEmpty => Volatile.Read(ref _newestAt) == 0;

    public PricePoint? Newest => IsEmpty ? null : new PricePoint(new DateTimeOffset(Volatile.Read(ref _newestAt), TimeSpan.Zero), Volatile.Read(ref _newest));

    public void Put(DateTimeOffset at, double price)
    {
        _fine.Put(at, price);
        _minutes.Put(at, price);
        Volatile.Write(ref _newest, price);
        Volatile.Write(ref _newestAt, at.UtcTicks);
    }

    /// <summary>A closed bar of the past; longer ones than an hour say too little.</summary>
    public void Learn(in Bar bar)
    {
        var (last, price) = (bar.OpenTime + bar.Interval, (double)bar.Close);
        if (bar.Interval > TimeSpan.FromHours(1) || price <= 0)
        {
            return;
        }

        (bar.Interval <= TimeSpan.FromMinutes(1) ? _minutes : _hours).Put(last - TimeSpan.FromTicks(1), price);
        if (last.UtcTicks > _newestAt)
        {
            Volatile.Write(ref _newest, price);
            Volatile.Write(ref _newestAt, last.UtcTicks);
        }
    }

    public IReadOnlyList<PricePoint> Read(DateTimeOffset from, DateTimeOffset to, int mostPoints)
    {
        var line = new Line();
        var minutes = _minutes.Begins;
        var fine = to - from <= FineSpan ? Later(_fine.Begins, new DateTimeOffset(Volatile.Read(ref _newestAt), TimeSpan.Zero) - FineSpan) : DateTimeOffset.MaxValue;
        // Coarse prices only before the finer ones that are still kept: inside them a hole is a hole, and a bar across it would hide it.
        Collect(line, _hours, from, Earlier(to, minutes));
        Collect(line, _minutes, from, Earlier(to, fine));
        Collect(line, _fine, from, fine < to ? to : from);
        return PriceThinning.Of(line.Points, mostPoints);
    }

    private void Collect(Line line, PriceRing ring, DateTimeOffset from, DateTimeOffset until)
    {
        if (until <= from)
        {
            return;
        }

        var newest = new DateTimeOffset(Volatile.Read(ref _newestAt), TimeSpan.Zero);
        for (var step = ring.FirstOf(from, until); step <= ring.StepOf(until); step++)
        {
            // A step holds its last price, which for the one that runs is the newest.
            var at = Earlier(ring.EndOf(step), newest);
            if (ring.TryGet(step, out var price) && at >= from && at <= until)
            {
                line.Add(at, price, ring.Step);
            }
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class Line
    {
        private TimeSpan _step;

        public List<PricePoint> Points { get; } = [];

        public void Add(DateTimeOffset at, double price, TimeSpan step)
        {
            if (Points.Count > 0)
            {
                var before = Points[^1].At;
                if (at <= before)
                {
                    // A step that ends where the one that runs stands now: the newer price counts.
                    Points[^1] = at == before ? new PricePoint(at, price) : Points[^1];
                    return;
                }

                // Where coarse steps meet fine ones the coarse ones say how far apart two prices may be.
                if (at - before > (step > _step ? step : _step) * Bridged)
                {
                    Points.Add(new PricePoint(before + ((at - before) / 2), null));
                }
            }

            _step = step;
            Points.Add(new PricePoint(at, price));
        }
    }
}
