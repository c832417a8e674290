using System.Globalization;
using Titan.Benchmarks.Stub;
using Titan.Engine.Venues.Bybit;

namespace Titan.Benchmarks.Orders;

/// <summary>The adapter's settings for the stub: its address, its keys, no jitter worth mentioning.</summary>
internal static class StubAddress
{
    public static BybitOptions Options(int port) => new()
    {
        RestUrl = Rest(port),
        StreamUrl = new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}")),
        ApiKey = StubSignature.Key,
        ApiSecret = StubSignature.Secret,
    };

    public static Uri Rest(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
}
