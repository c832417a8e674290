using System.Net;
using Titan.Engine.Venues.Binance;
using Titan.Tests.Venues.Bybit;

namespace Titan.Tests.Venues.Binance;

/// <summary>429 and 418 are obeyed to the second (spec venues/binance-spot.md, limits).</summary>
public sealed class RestPauseTests
{
    private readonly VirtualTime _wall = VirtualTime.At2026();

    [Theory]
    [InlineData(429, 7, 7)]
    [InlineData(418, 300, 300)]
    [InlineData(429, null, 60)]
    [InlineData(418, null, 120)]
    [InlineData(403, null, 300)]
    [InlineData(503, null, 5)]
    public void Refusal_StopsRequestsForItsTime(int status, int? retryAfter, int seconds)
    {
        var pause = new RestPause(_wall);
        pause.Heard((HttpStatusCode)status, retryAfter is { } after ? TimeSpan.FromSeconds(after) : null);
        Assert.Equal(_wall.GetUtcNow().AddSeconds(seconds), pause.Until);
        _wall.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Null(pause.Until);
    }

    [Fact]
    public void Refusal_ShorterThanTheRunningOne_DoesNotShortenIt()
    {
        var pause = new RestPause(_wall);
        pause.Heard((HttpStatusCode)418, TimeSpan.FromSeconds(300));
        pause.Heard(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1));
        Assert.Equal(_wall.GetUtcNow().AddSeconds(300), pause.Until);
    }

    [Theory]
    [InlineData(4_799, false)]
    [InlineData(4_800, true)]
    public void Weight_MostlyUsed_WaitsOutTheMinute(int used, bool waits)
    {
        var pause = new RestPause(_wall);
        pause.Heard(HttpStatusCode.OK, null);
        pause.Used(used, 6_000);
        Assert.Equal(waits ? _wall.GetUtcNow().AddSeconds(60 - _wall.GetUtcNow().Second) : null, pause.Until);
    }
}
