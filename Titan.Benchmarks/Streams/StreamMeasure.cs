using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Benchmarks.Books;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Orders;
using Titan.Benchmarks.Running;
using Titan.Benchmarks.Stub;
using Titan.Engine.Venues.Bybit;

namespace Titan.Benchmarks.Streams;

/// <summary>Goal 2: book frames through a WebSocket into the engine's queue; every frame is parsed, checked and applied.</summary>
internal static class StreamMeasure
{
    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (port, frames, cold) = (arguments.Number("port", 0), arguments.Number("frames", 0), arguments.Number("cold", 0));
        var instruments = MarketInstrument.Make(arguments.Number("symbols", 10));
        return peer switch
        {
            "titan" => await AdapterAsync(peer, port, frames, cold, instruments, withLoop: false, cancellationToken).ConfigureAwait(false),
            "titan-loop" => await AdapterAsync(peer, port, frames, cold, instruments, withLoop: true, cancellationToken).ConfigureAwait(false),
            "floor-scanner" => await FloorAsync(peer, port, frames, cold, instruments, new HandScannerFloor(instruments), cancellationToken).ConfigureAwait(false),
            "floor-reader" => await FloorAsync(peer, port, frames, cold, instruments, new JsonReaderFloor(instruments), cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentException($"no such contestant: {peer}"),
        };
    }

    private static async Task<Measurement> AdapterAsync(
        string peer, int port, int frames, int cold, IReadOnlyList<MarketInstrument> instruments, bool withLoop, CancellationToken cancellationToken)
    {
        await using var venue = new BybitVenue(StubAddress.Options(port) with { ApiKey = null, ApiSecret = null, WarmConnections = 0 }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        var answer = await venue.GetInstrumentsAsync([.. instruments.Select(static instrument => instrument.Symbol)], cancellationToken).ConfigureAwait(false);
        var known = answer.Value ?? throw new InvalidDataException(answer.Outcome.Text);
        var queue = new CountingQueue(known, frames, cold);
        using var stopping = new CancellationTokenSource();
        var draining = withLoop ? queue.DrainAsync(stopping.Token) : Task.CompletedTask;
        await venue.StartAsync(known, queue, cancellationToken).ConfigureAwait(false);
        await queue.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        var meter = queue.Stopped;
        await stopping.CancelAsync().ConfigureAwait(false);
        await draining.ConfigureAwait(false);
        var check = new BookCheck();
        queue.Check(check);
        return Figures(peer, frames - cold, meter.Wall, meter.Processor, meter.Allocated, check).With("cold_cpu_us_each", queue.Cold.TotalMicroseconds / cold).With("books_lost", queue.Lost).With("slots_waiting", queue.Depth);
    }

    private static async Task<Measurement> FloorAsync(
        string peer, int port, int frames, int cold, IReadOnlyList<MarketInstrument> instruments, IBookContestant books, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}/v5/public/linear")), cancellationToken).ConfigureAwait(false);
        var topics = string.Join(',', instruments.Select(static instrument => $"\"orderbook.50.{instrument.Symbol}\""));
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":[{topics}]}}"), WebSocketMessageType.Text, true, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[65_536];
        var filled = 0;
        WorkMeter? meter = null;
        var coldTime = TimeSpan.Zero;
        for (var seen = 0; seen < frames;)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None).ConfigureAwait(false);
            filled += part.Count;
            if (!part.EndOfMessage)
            {
                continue;
            }

            if (buffer.AsSpan(0, filled).StartsWith("{\"topic\""u8))
            {
                if (seen == 0 || seen == cold)
                {
                    coldTime = meter?.Processor ?? TimeSpan.Zero;
                    meter = new WorkMeter();
                }

                books.Handle(buffer.AsSpan(0, filled));
                seen++;
            }

            filled = 0;
        }

        var (wall, processor, allocated) = (meter!.Wall, meter.Processor, meter.Allocated);
        var check = new BookCheck();
        books.Check(check);
        return Figures(peer, frames - cold, wall, processor, allocated, check).With("cold_cpu_us_each", coldTime.TotalMicroseconds / cold);
    }

    private static Measurement Figures(string peer, int frames, TimeSpan wall, TimeSpan processor, long allocated, BookCheck check) =>
        new Measurement("stream", peer)
            .With("per_s", frames / wall.TotalSeconds)
            .With("cpu_us_each", processor.TotalMicroseconds / frames)
            .With("alloc_b_each", (double)allocated / frames)
            .With("rss_mb", Environment.WorkingSet / 1_048_576d)
            .With("check", check.ToString());
}
