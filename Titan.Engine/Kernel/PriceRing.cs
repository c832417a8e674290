namespace Titan.Engine.Kernel;

/// <summary>
/// The last price of each step of time, for as many steps as it has room for. One writer, any number of readers, no lock: a reader that meets
/// the writer in the same place finds nothing there, which is what it will find there a moment later anyway.
/// </summary>
internal sealed class PriceRing
{
    private readonly long[] _steps;
    private readonly double[] _prices;
    private readonly long _ticks;
    private long _first = long.MaxValue;

    /// <param name="step">Length of a step.</param>
    /// <param name="room">How many steps are kept.</param>
    public PriceRing(TimeSpan step, int room)
    {
        (Step, _ticks) = (step, step.Ticks);
        (_steps, _prices) = (new long[room], new double[room]);
        Array.Fill(_steps, -1);
    }

    public TimeSpan Step { get; }

    /// <summary>Where the oldest price ever put here stood; the end of time while there is none.</summary>
    public DateTimeOffset Begins
    {
        get
        {
            var first = Volatile.Read(ref _first);
            return first == long.MaxValue ? DateTimeOffset.MaxValue : new DateTimeOffset(first * _ticks, TimeSpan.Zero);
        }
    }

    public void Put(DateTimeOffset at, double price)
    {
        var step = StepOf(at);
        var place = step % _steps.Length;
        if (_steps[place] != step)
        {
            Volatile.Write(ref _steps[place], -1);
            Volatile.Write(ref _prices[place], price);
            Volatile.Write(ref _steps[place], step);
            Volatile.Write(ref _first, Math.Min(_first, step));
        }
        else
        {
            Volatile.Write(ref _prices[place], price);
        }
    }

    public long StepOf(DateTimeOffset at) => at.UtcTicks / _ticks;

    public DateTimeOffset EndOf(long step) => new((step + 1) * _ticks, TimeSpan.Zero);

    /// <summary>The first step that ends at a time or after it and may still be here.</summary>
    public long FirstOf(DateTimeOffset from, DateTimeOffset to) => Math.Max(StepOf(from) - 1, StepOf(to) - _steps.Length + 1);

    public bool TryGet(long step, out double price)
    {
        var place = step % _steps.Length;
        var before = Volatile.Read(ref _steps[place]);
        price = Volatile.Read(ref _prices[place]);
        return before == step && Volatile.Read(ref _steps[place]) == step;
    }
}
