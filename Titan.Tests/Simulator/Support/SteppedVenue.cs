using Titan.Simulator;
using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Support;

/// <summary>A venue on the wire whose time moves only when the test says so, on the tiny market.</summary>
internal sealed class SteppedVenue : IAsyncDisposable
{
    /// <summary>Venue time at which it starts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private SteppedVenue(SimulatorHost host, HandClock clock)
    {
        Host = host;
        Clock = clock;
        Client = new VenueClient(host);
    }

    public SimulatorHost Host { get; }
    public HandClock Clock { get; }
    public VenueClient Client { get; }

    public static async Task<SteppedVenue> StartAsync(bool rateLimits = false, int? steps = null, IMarketSource? market = null)
    {
        var clock = new HandClock(Start);
        var host = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Stepped = true,
            Clock = clock,
            Market = market ?? new TinyMarket(Start, steps),
            RateLimits = rateLimits,
        });
        return new SteppedVenue(host, clock);
    }

    public async Task StepAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            if (Host.NextStepAt is { } at) Clock.Advance(at - Clock.GetUtcNow());
            await Host.AdvanceAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
