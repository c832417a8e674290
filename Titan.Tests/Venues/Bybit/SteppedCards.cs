using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Simulator;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Card 28: exchange and adapter on one clock that is advanced in steps (decision 0006).</summary>
public sealed class SteppedCards
{
    [Fact]
    public async Task Card28_TimeInSteps_TheSameRunSaysTheSameTwice()
    {
        var first = await RunAsync();
        Assert.Equal(first, await RunAsync());
        Assert.Contains("Filled", first, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync()
    {
        var time = VirtualTime.At2026();
        var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions { Market = new StillMarket(), Stepped = true, RateLimits = false, Clock = time, InitialBalance = 100_000m });
        await using var venue = new BybitVenue(
            new BybitOptions { RestUrl = simulator.RestUrl, StreamUrl = simulator.StreamUrl, ApiKey = "sim-key", ApiSecret = "sim-secret", WarmConnections = 0 },
            time, TimeProvider.System, NullLoggerFactory.Instance);
        var sink = new RecordingSink();
        var instruments = (await venue.GetInstrumentsAsync(["BTCUSDT"], CancellationToken.None)).Value!;
        await venue.StartAsync(instruments, sink, CancellationToken.None);
        for (var step = 0; step < 40; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await simulator.AdvanceAsync();
            if (step == 10)
                Assert.True((await venue.SubmitAsync(Order("step-1", instruments[0]), CancellationToken.None)).IsAccepted);
            await QuietAsync(simulator, venue);
        }

        await simulator.DisposeAsync();
        var story = new StringBuilder();
        foreach (var quote in sink.Quotes)
            story.Append(System.Globalization.CultureInfo.InvariantCulture, $"{quote.BidTicks} {quote.BidLots} {quote.AskTicks} {quote.AskLots} {quote.VenueTime:O}\n");
        foreach (var order in sink.Orders)
            story.Append(System.Globalization.CultureInfo.InvariantCulture, $"{order.ClientOrderId} {order.Status} {order.FilledQuantity} {order.UpdatedAt:O}\n");
        return story.ToString();
    }

    private static async Task QuietAsync(SimulatorHost simulator, BybitVenue venue)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!venue.Idle || venue.FramesReceived != simulator.FramesSent)
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static OrderRequest Order(string id, Instrument instrument) => new()
    {
        ClientOrderId = new ClientOrderId(id),
        Instrument = instrument,
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = 0.01m,
    };
}
