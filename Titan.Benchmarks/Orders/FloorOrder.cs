using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Titan.Benchmarks.Stub;

namespace Titan.Benchmarks.Orders;

/// <summary>The floors' order: body by interpolation, signature by the framework.</summary>
internal static class FloorOrder
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(StubSignature.Secret);

    public static string Body(string id) =>
        $$$"""{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"1","price":"60000.1","timeInForce":"GTC","orderLinkId":"{{{id}}}"}""";

    public static string Stamp() => StubOrder.NowMs.ToString(CultureInfo.InvariantCulture);

    public static string Sign(string stamp, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(stamp + StubSignature.Key + "5000" + body)));

    public static void Demand(ReadOnlySpan<byte> answer)
    {
        if (answer.IndexOf("\"retCode\":0"u8) < 0)
        {
            throw new InvalidDataException(Encoding.UTF8.GetString(answer));
        }
    }
}
