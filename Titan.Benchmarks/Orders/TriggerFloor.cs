using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Orders;

/// <summary>Goal 4's floor: a socket, the framework's JSON reader for the one bid of a delta, a comparison, an order by HttpClient.</summary>
internal static class TriggerFloor
{
    public static async Task<Measurement> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var port = arguments.Number("port", 0);
        await using var orders = new HttpFloor(port);
        await orders.OpenAsync(cancellationToken).ConfigureAwait(false);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}/v5/public/linear")), cancellationToken).ConfigureAwait(false);
        var topics = string.Join(',', MarketInstrument.Make(10).Select(static instrument => $"\"orderbook.50.{instrument.Symbol}\""));
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":[{topics}]}}"), WebSocketMessageType.Text, true, cancellationToken).ConfigureAwait(false);
        using var stub = new HttpClient { BaseAddress = StubAddress.Rest(port), Timeout = Timeout.InfiniteTimeSpan };
        await stub.GetStringAsync(new Uri("/bench/ready", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        var finished = stub.GetStringAsync(new Uri("/bench/finished", UriKind.Relative), cancellationToken);
        var buffer = new byte[65_536];
        var number = 0;
        while (true)
        {
            var receiving = socket.ReceiveAsync(buffer, cancellationToken);
            if (await Task.WhenAny(receiving, finished).ConfigureAwait(false) == finished)
            {
                return new Measurement("trigger", "floor");
            }

            var part = await receiving.ConfigureAwait(false);
            if (IsBetterBid(buffer.AsSpan(0, part.Count)))
            {
                _ = orders.SendAsync(string.Create(CultureInfo.InvariantCulture, $"bench-f{++number}"), cancellationToken);
            }
        }
    }

    private static bool IsBetterBid(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                if (!reader.ValueTextEquals("delta"u8))
                {
                    return false;
                }
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("b"u8))
            {
                reader.Read();
                reader.Read();
                reader.Read();
                reader.Read();
                return !reader.ValueTextEquals("0"u8);
            }
        }

        return false;
    }
}
