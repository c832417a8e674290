using System.Net;
using Titan.Simulator.Rest;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class AuthenticationTests
{
    private const string GoldenKey = "TESTKEY0123456789";
    private static readonly Signatures s_golden = new(new Dictionary<string, string> { [GoldenKey] = "TESTSECRET0123456789ABCDEF" });

    [Theory]
    [InlineData("category=linear&symbol=BTCUSDT", "17e1acf6ee9118a2f474d5937cb0355c572ff5782ea98ac6d6a9f00e18a74178")]
    [InlineData("""{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"20000","timeInForce":"PostOnly","orderLinkId":"titan-1"}""", "16d2d86d9954c180b1f196cfaeff1d9142af523571aa9ec335d6b8156ded17c1")]
    public void Signature_GoldenVector_IsAccepted(string payload, string signature)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(payload);

        Assert.True(s_golden.Judge(GoldenKey, "1700000000000", "5000", signature, bytes, 1_700_000_000_500).IsOk);
        Assert.True(s_golden.Judge(GoldenKey, "1700000000000", "5000", signature.ToUpperInvariant(), bytes, 1_700_000_000_500).IsOk);
        Assert.Equal(10004, s_golden.Judge(GoldenKey, "1700000000001", "5000", signature, bytes, 1_700_000_000_500).Code);
    }

    [Fact]
    public void SocketSignature_GoldenVector_IsAcceptedUntilItExpires()
    {
        const string signature = "84e3910c7840ec637889f1b1e9696d17d5c6a4fdb3da971f0bda9c31474a16ed";

        Assert.True(s_golden.JudgeSocket(GoldenKey, "1700000010000", signature, 1_700_000_000_000).IsOk);
        Assert.False(s_golden.JudgeSocket(GoldenKey, "1700000010000", signature, 1_700_000_010_000).IsOk);
    }

    [Theory]
    [InlineData(-5_000, true)]
    [InlineData(-5_001, false)]
    [InlineData(999, true)]
    [InlineData(1_000, false)]
    public void Timestamp_AtTheEdges_FollowsTheAcceptRule(int offset, bool accepted)
    {
        const long now = 1_700_000_000_000;

        Assert.Equal(accepted, Signatures.JudgeTime((now + offset).ToString(System.Globalization.CultureInfo.InvariantCulture), "5000", now).IsOk);
    }

    [Fact]
    public async Task Request_BadKeyTimeOrSignature_Gets10003_10002_10004()
    {
        await using var venue = await SteppedVenue.StartAsync();
        using var stranger = new VenueClient(venue.Host, key: "nobody");
        using var late = new VenueClient(venue.Host) { OffsetMs = -6_000 };
        using var forger = new VenueClient(venue.Host, secret: "wrong");

        Assert.Equal(10003, VenueClient.Code(await stranger.GetAsync("/v5/account/info")));
        Assert.Equal(10002, VenueClient.Code(await late.GetAsync("/v5/account/info")));
        Assert.Equal(10004, VenueClient.Code(await forger.GetAsync("/v5/account/info")));
        Assert.Equal(0, VenueClient.Code(await venue.Client.GetAsync("/v5/account/info")));
    }

    [Fact]
    public async Task Request_MissingHeadersWrongPathOrMethod_GetsTheGatewaysStatus()
    {
        await using var venue = await SteppedVenue.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await venue.Client.Http.GetAsync(new Uri("/v5/account/info", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await venue.Client.Http.GetAsync(new Uri("/v5/nowhere", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await venue.Client.SendAsync(HttpMethod.Get, "/v5/order/create", "", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await venue.Client.SendAsync(HttpMethod.Get, "/v5/account/info", "", "{}")).StatusCode);
    }

    [Fact]
    public async Task PrivateStream_WrongSecret_IsToldSo_AndCannotSubscribe()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.ConnectAsync(venue.Host, "/v5/private");

        await socket.AuthenticateAsync(secret: "wrong");
        var answer = await socket.NextAsync(static f => SocketClient.Text(f, "op") == "auth");
        await socket.SendAsync("""{"op":"subscribe","args":["order"]}""");
        var refused = await socket.NextAsync(static f => SocketClient.Text(f, "op") == "subscribe");

        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.False(refused.GetProperty("success").GetBoolean());
    }
}
