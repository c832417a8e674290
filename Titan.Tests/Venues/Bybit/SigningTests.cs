using System.Text;
using System.Text.Json;
using Titan.Engine.Venues.Bybit;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Bybit;

public sealed class SigningTests
{
    private readonly BybitSigning _signing = new("TESTKEY0123456789", "TESTSECRET0123456789ABCDEF");

    [Fact]
    public void Get_GoldenQuery_SignsTheQueryAsSent() =>
        Assert.Equal(
            "17e1acf6ee9118a2f474d5937cb0355c572ff5782ea98ac6d6a9f00e18a74178",
            _signing.Sign(1_700_000_000_000, 5_000, "category=linear&symbol=BTCUSDT"u8));

    [Fact]
    public void Post_GoldenBody_SignsTheBodyAsSent() =>
        Assert.Equal(
            "16d2d86d9954c180b1f196cfaeff1d9142af523571aa9ec335d6b8156ded17c1",
            _signing.Sign(
                1_700_000_000_000, 5_000,
                """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"20000","timeInForce":"PostOnly","orderLinkId":"titan-1"}"""u8));

    [Fact]
    public void Realtime_GoldenExpiry_SignsTheAuthFrame() =>
        Assert.Equal("84e3910c7840ec637889f1b1e9696d17d5c6a4fdb3da971f0bda9c31474a16ed", _signing.SignRealtime(1_700_000_010_000));

    [Fact]
    public void Sign_LongPayload_EqualsTheShortPath()
    {
        var payload = Encoding.UTF8.GetBytes(new string('x', 4_000));
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(
            "TESTSECRET0123456789ABCDEF"u8, [.. "1700000000000TESTKEY01234567895000"u8, .. payload]));
        Assert.Equal(expected, _signing.Sign(1_700_000_000_000, 5_000, payload));
    }

    [Fact]
    public void PublishedVectors_AllOfBybit_ByteEqual()
    {
        if (MarketData.Find("signing/exchange_signing_vectors.json") is not { } path)
            return;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var checkedVectors = 0;
        foreach (var vector in document.RootElement.GetProperty("hmac").EnumerateArray().Where(v => v.GetProperty("venue").GetString() == "bybit"))
        {
            var key = vector.GetProperty("api_key").GetString()!;
            var signing = new BybitSigning(key, vector.GetProperty("secret").GetString()!);
            var text = vector.GetProperty("string_to_sign").GetString()!;
            var signature = vector.GetProperty("signature").GetString();
            if (vector.TryGetProperty("expires", out var expires))
            {
                Assert.Equal(signature, signing.SignRealtime(expires.GetInt64()));
                checkedVectors++;
            }
            else if (vector.TryGetProperty("timestamp", out var timestamp) && text.StartsWith(timestamp.GetRawText() + key, StringComparison.Ordinal))
            {
                var window = vector.GetProperty("recv_window").GetInt32();
                var payload = text[(timestamp.GetRawText() + key + window).Length..];
                Assert.Equal(signature, signing.Sign(timestamp.GetInt64(), window, Encoding.UTF8.GetBytes(payload)));
                checkedVectors++;
            }
        }

        Assert.True(checkedVectors >= 3, $"only {checkedVectors} vectors were checked");
    }

    [Fact]
    public void Query_CursorWithPercentSigns_IsEncodedOnceMore() =>
        Assert.Equal("category=linear&cursor=a%253D1%26b", BybitRequest.Escaped([("category", "linear"), ("symbol", null), ("cursor", "a%3D1&b")]));

    [Fact]
    public void Options_Printed_ShowNoSecret()
    {
        var options = new BybitOptions { ApiKey = "the-key", ApiSecret = "the-secret" };
        Assert.DoesNotContain("the-key", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", _signing.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9100", "simulator")]
    [InlineData("http://localhost:9100", "simulator")]
    [InlineData("https://api-testnet.bybit.com", "testnet")]
    [InlineData("https://api-demo.bybit.com", "demo")]
    [InlineData("https://api.bybit.com", "mainnet")]
    [InlineData("https://api.bytick.com", "mainnet")]
    public void Environment_FromTheHost(string address, string expected) =>
        Assert.Equal(expected, new BybitOptions { RestUrl = new Uri(address) }.Environment);

    [Fact]
    public void StreamAddresses_OneBase_ServesAllSocketsUnlessOverridden()
    {
        var options = new BybitOptions { StreamUrl = new Uri("http://127.0.0.1:9100"), PrivateStreamUrl = new Uri("wss://else.where/v5/private") };
        Assert.Equal("ws://127.0.0.1:9100/v5/public/linear", options.PublicStream.ToString());
        Assert.Equal("ws://127.0.0.1:9100/v5/trade", options.TradeStream.ToString());
        Assert.Equal("wss://else.where/v5/private", options.PrivateStream.ToString());
    }
}
