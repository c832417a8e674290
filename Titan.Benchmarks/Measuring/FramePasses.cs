namespace Titan.Benchmarks.Measuring;

/// <summary>
/// Runs something over all frames of a file: the first second apart (cold code), then whole passes until the time is up (warm).
/// The same shape as the peers' measuring loop.
/// </summary>
internal static class FramePasses
{
    private const int Portion = 256;

    public static PassFigures Run(int count, double seconds, Action<int> one)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var cold = 0;
        while (cold < count && clock.GetElapsedTime(started).TotalSeconds < 1)
        {
            for (var end = Math.Min(cold + Portion, count); cold < end; cold++)
            {
                one(cold);
            }
        }

        var coldSeconds = clock.GetElapsedTime(started).TotalSeconds;
        for (var frame = cold; frame < count; frame++)
        {
            one(frame);
        }

        // Twice over the file at least, so that the optimised code is in place before the warm clock starts.
        for (var frame = 0; frame < count; frame++)
        {
            one(frame);
        }

        var meter = new WorkMeter();
        var passes = 0;
        do
        {
            for (var frame = 0; frame < count; frame++)
            {
                one(frame);
            }

            passes++;
        }
        while (meter.Wall.TotalSeconds < seconds);
        var (wall, processor, allocated) = (meter.Wall, meter.Processor, meter.Allocated);
        var done = (double)passes * count;
        return new PassFigures(done / wall.TotalSeconds, cold / coldSeconds, processor.TotalMicroseconds / done, allocated / done, passes + 2);
    }
}

/// <param name="PerSecond">Frames a second, warm.</param>
/// <param name="ColdPerSecond">Frames a second in the first second of the process's work.</param>
/// <param name="ProcessorMicrosecondsEach">User and system time a frame, warm.</param>
/// <param name="BytesEach">Allocated bytes a frame, warm.</param>
/// <param name="Passes">How often every frame was handled in all.</param>
internal sealed record PassFigures(double PerSecond, double ColdPerSecond, double ProcessorMicrosecondsEach, double BytesEach, int Passes)
{
    public Measurement Into(Measurement measurement, double unitsPerFrame = 1) => measurement
        .With("per_s", PerSecond * unitsPerFrame)
        .With("per_cpu_s", 1e6 / ProcessorMicrosecondsEach * unitsPerFrame)
        .With("cold_per_s", ColdPerSecond * unitsPerFrame)
        .With("ns_each", ProcessorMicrosecondsEach * 1_000 / unitsPerFrame)
        .With("cpu_us_each", ProcessorMicrosecondsEach / unitsPerFrame)
        .With("alloc_b_each", BytesEach / unitsPerFrame);
}
