using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Benchmarks.Books;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Benchmarks.Orders;

/// <summary>Goal 5: an order to the stub and its acknowledgement, one after the other or several in flight.</summary>
internal static class OrderMeasure
{
    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var port = arguments.Number("port", 0);
        await using IOrderSender sender = peer switch
        {
            "titan" => new AdapterSender(port, socket: false),
            "titan-ws" => new AdapterSender(port, socket: true),
            "floor-http" => new HttpFloor(port),
            "floor-socket" => new RawSocketFloor(port),
            "floor-ws" => new WebSocketFloor(port),
            _ => throw new ArgumentException($"no such contestant: {peer}"),
        };
        await sender.OpenAsync(cancellationToken).ConfigureAwait(false);
        var clock = TimeProvider.System;
        var first = clock.GetTimestamp();
        await sender.SendAsync("bench-first", cancellationToken).ConfigureAwait(false);
        var coldFirst = clock.GetElapsedTime(first).TotalMicroseconds;
        for (var order = arguments.Number("warm", 2_000); order > 0; order--)
        {
            await sender.SendAsync(string.Create(CultureInfo.InvariantCulture, $"bench-w{order}"), cancellationToken).ConfigureAwait(false);
        }

        var (orders, flight) = (arguments.Number("orders", 1_000), arguments.Number("flight", 1));
        var times = new double[orders];
        var next = -1;
        var meter = new WorkMeter();
        await Task.WhenAll(Enumerable.Range(0, flight).Select(async _ =>
        {
            for (var order = Interlocked.Increment(ref next); order < orders; order = Interlocked.Increment(ref next))
            {
                var sent = clock.GetTimestamp();
                await sender.SendAsync(string.Create(CultureInfo.InvariantCulture, $"bench-{order}"), cancellationToken).ConfigureAwait(false);
                times[order] = clock.GetElapsedTime(sent).TotalMicroseconds;
            }
        })).ConfigureAwait(false);
        var (wall, processor, allocated) = (meter.Wall, meter.Processor, meter.Allocated);
        return new Measurement("order", peer)
            .With("per_s", orders / wall.TotalSeconds)
            .With("cpu_us_each", processor.TotalMicroseconds / orders)
            .With("alloc_b_each", (double)allocated / orders)
            .With("first_us", coldFirst)
            .WithLatencies("", times);
    }

    /// <summary>The adapter as the engine calls it.</summary>
    private sealed class AdapterSender(int port, bool socket) : IOrderSender
    {
        private readonly Instrument _instrument = MarketInstrument.Make(1)[0].ToInstrument();
        private readonly BybitVenue _venue = new(StubAddress.Options(port) with { UseTradeStream = socket }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);

        public Task OpenAsync(CancellationToken cancellationToken) => _venue.StartAsync([_instrument], new QuietSink(), cancellationToken);

        public async Task SendAsync(string id, CancellationToken cancellationToken)
        {
            var outcome = await _venue.SubmitAsync(
                new OrderRequest
                {
                    ClientOrderId = new ClientOrderId(id),
                    Instrument = _instrument,
                    Side = Side.Buy,
                    Type = OrderType.Limit,
                    Quantity = 1m,
                    Price = 60_000.1m,
                    Purpose = OrderPurpose.Entry,
                },
                cancellationToken).ConfigureAwait(false);
            if (!outcome.IsAccepted)
            {
                throw new InvalidDataException(outcome.Text);
            }
        }

        public ValueTask DisposeAsync() => _venue.DisposeAsync();
    }
}
