using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Venues.Bybit;

/// <summary>An order's request may be put together while the order is on its way to the disk; what is sent is the same, and nothing is sent before.</summary>
public sealed class PreparedOrderTests : RestCase
{
    private static readonly BybitSigning Signing = new("key", "secret");

    [Fact]
    public async Task Prepare_Alone_SendsNothing()
    {
        await KnowTheClockAsync(Bybit);
        Bybit.Prepare(Entry());
        Assert.Empty(Http.To(Create));
    }

    [Fact]
    public async Task Submit_APreparedOrder_SendsOnceWhatItWouldHaveSent()
    {
        Http.On(Create, Acknowledged);
        await KnowTheClockAsync(Bybit);
        var order = Entry();
        Bybit.Prepare(order);
        var outcome = await Bybit.SubmitAsync(order, CancellationToken.None);
        await Bybit.SubmitAsync(Entry(), CancellationToken.None);

        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        var sent = Http.To(Create).ToArray();
        Assert.Equal(2, sent.Length);
        Assert.Equal(sent[1].Body, sent[0].Body);
        Assert.Equal(sent[1].Headers.Keys.Order(), sent[0].Headers.Keys.Order());
        Assert.All(sent, AssertSigned);
    }

    [Fact]
    public async Task Submit_BeforeTheClockIsKnown_IsSignedWithTheMeasuredTime()
    {
        Http.On(Create, Acknowledged);
        var order = Entry();
        Bybit.Prepare(order);
        await Bybit.SubmitAsync(order, CancellationToken.None);
        Assert.InRange(StampOf(Assert.Single(Http.To(Create))), 1_700_000_000_000 - 2_000, 1_700_000_000_000 + 20_000);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(300, false)]
    public async Task Submit_AfterTheDisk_KeepsASignatureOnlyWhileItIsYoung(int waitedMs, bool kept)
    {
        Http.On(Create, Acknowledged);
        var clock = VirtualTime.At2026();
        await using var venue = new BybitVenue(
            new BybitOptions { RestUrl = new Uri("http://127.0.0.1:1"), ApiKey = "key", ApiSecret = "secret", UseTradeStream = false }, clock, TimeProvider.System, NullLoggerFactory.Instance, Http);
        await KnowTheClockAsync(venue);
        var order = Entry();
        venue.Prepare(order);
        clock.Advance(TimeSpan.FromMilliseconds(waitedMs));
        await venue.SubmitAsync(order, CancellationToken.None);
        await venue.SubmitAsync(Entry(), CancellationToken.None);

        var sent = Http.To(Create).ToArray();
        Assert.Equal(kept ? waitedMs : 0, StampOf(sent[1]) - StampOf(sent[0]));
        Assert.All(sent, AssertSigned);
    }

    [Fact]
    public async Task Submit_RefusedForItsTime_IsSignedAnewForTheSecondAttempt()
    {
        Http.On(Create, StubHandler.Error(10002, "invalid request, please check your server timestamp or recv_window param"), Acknowledged);
        await KnowTheClockAsync(Bybit);
        var order = Entry();
        Bybit.Prepare(order);
        Assert.Equal(OutcomeKind.Accepted, (await Bybit.SubmitAsync(order, CancellationToken.None)).Kind);
        Assert.Equal(2, Http.To(Create).Count());
        Assert.All(Http.To(Create), AssertSigned);
    }

    [Fact]
    public void Take_IsForTheVeryOrderAndItsModeAndOnce()
    {
        var prepared = new PreparedOrders();
        var (order, request) = (Entry(), BybitRequest.Get("/x", signed: false, BybitPriority.Read));
        prepared.Put(order, hedged: false, request);
        Assert.Null(prepared.Take(Entry(), hedged: false));
        Assert.Same(request, prepared.Take(order, hedged: false));
        Assert.Null(prepared.Take(order, hedged: false));
        prepared.Put(order, hedged: false, request);
        Assert.Null(prepared.Take(order, hedged: true));
    }

    [Fact]
    public void Put_OrdersThatNobodySends_AreForgottenOldestFirst()
    {
        var prepared = new PreparedOrders();
        var request = BybitRequest.Get("/x", signed: false, BybitPriority.Read);
        var orders = Enumerable.Range(0, 65).Select(_ => Entry()).ToArray();
        Array.ForEach(orders, order => prepared.Put(order, hedged: false, request));
        Assert.Null(prepared.Take(orders[0], hedged: false));
        Assert.All(orders.Skip(1), order => Assert.NotNull(prepared.Take(order, hedged: false)));
    }

    // Any signed question asks for the venue's time first.
    private async Task KnowTheClockAsync(BybitVenue venue)
    {
        Http.On(Realtime, Nothing).On(History, Nothing);
        await venue.FindOrderAsync(TestInstruments.Btc, new ClientOrderId("titan-0"), CancellationToken.None);
        Assert.True(venue.Status.ClockKnown);
    }

    private static long StampOf(StubRequest request) => long.Parse(request.Headers["X-BAPI-TIMESTAMP"], CultureInfo.InvariantCulture);

    private static void AssertSigned(StubRequest request) =>
        Assert.Equal(Signing.Sign(StampOf(request), 5_000, Encoding.UTF8.GetBytes(request.Body)), request.Headers["X-BAPI-SIGN"]);
}
