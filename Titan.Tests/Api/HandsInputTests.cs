using System.Text;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Shadow;
using Titan.Engine.Venues;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>Positions, orders and the workbench over HTTP: what reaches the engine, and bad input that is named and does nothing.</summary>
public sealed class HandsInputTests(HandsInputTests.Desk desk) : IClassFixture<HandsInputTests.Desk>
{
    [Theory]
    [InlineData("""{"stop_loss":91000}""", 91000d, null)]
    [InlineData("""{"stop_loss":0,"reason":"by hand"}""", 0d, null)]
    [InlineData("""{"stop_loss":null,"reason":"by hand"}""", 0d, null)]
    [InlineData("""{"take_profit":null}""", null, 0d)]
    [InlineData("""{"stop_loss":91000.5,"take_profit":95000}""", 91000.5, 95000d)]
    [InlineData("{}", null, null)]
    public async Task Modify_LeftOutFieldsStayAndNullRemoves(string json, double? stop, double? target)
    {
        var (_, command) = await desk.ActAsync("POST", "/api/positions/BTCUSDT/modify", json);

        var modify = Assert.IsType<ModifyProtectionCommand>(command);
        Assert.Equal(((decimal?)stop, (decimal?)target, "BTCUSDT"), (modify.StopLoss, modify.TakeProfit, modify.Symbol));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("{}", null)]
    [InlineData("""{"quantity":0.010}""", 0.01)]
    public async Task Close_WithoutAQuantity_IsTheWhole(string? json, double? quantity)
    {
        var (_, command) = await desk.ActAsync("POST", "/api/positions/BTCUSDT/close", json);

        Assert.Equal((decimal?)quantity, Assert.IsType<ClosePositionCommand>(command).Quantity);
    }

    [Theory]
    [InlineData("/api/positions/BTCUSDT/close", """{"quantity":"all"}""", "quantity")]
    [InlineData("/api/positions/BTCUSDT/close", """{"quantity":1e400}""", "quantity")]
    [InlineData("/api/positions/BTCUSDT/close", """{"size":1}""", "size")]
    [InlineData("/api/positions/BTCUSDT/modify", """{"stop_loss":"none"}""", "stop_loss")]
    [InlineData("/api/positions/BTCUSDT/modify", """{"stopLoss":91000}""", "stopLoss")]
    [InlineData("/api/emergency/release", """{"reason":5}""", "reason")]
    [InlineData("/api/emergency/kill", """{"code":274951}""", "code")]
    [InlineData("/api/emergency/kill", """{"code":"KILL","force":true}""", "force")]
    [InlineData("/api/console/cancel-all", """{"includeProtective":"yes"}""", "includeProtective")]
    [InlineData("/api/console/master-arm", """{}""", "enabled")]
    [InlineData("/api/console/master-arm", """[]""", null)]
    [InlineData("/api/emergency/flatten", """{"reason":"x" """, null)]
    [InlineData("/api/emergency/flatten", """nonsense""", null)]
    public async Task BadBody_IsNamedAndNothingIsDone(string path, string json, string? field)
    {
        var before = desk.Host.Engine.Acts.Count;

        var (status, body) = await desk.Host.CallAsync("POST", path, json);

        Assert.Equal((400, "INVALID_PAYLOAD"), (status, body["error"]!.GetValue<string>()));
        Assert.True(field is null || body["detail"]!.GetValue<string>().Contains(field, StringComparison.Ordinal), body.ToJsonString());
        Assert.NotEmpty(body["errors"]!.AsObject());
        Assert.Equal(before, desk.Host.Engine.Acts.Count);
    }

    [Theory]
    [InlineData("/api/emergency/flatten")]
    [InlineData("/api/emergency/kill")]
    [InlineData("/api/positions/BTCUSDT/close")]
    public async Task ReasonTooLong_IsNamedAndAHugeBodyIs413(string path)
    {
        var before = desk.Host.Engine.Acts.Count;

        var (tooLong, body) = await desk.Host.CallAsync("POST", path, $$"""{"reason":"{{new string('x', 501)}}"}""");
        var (huge, _) = await desk.Host.CallAsync("POST", path, $$"""{"reason":"{{new string('x', 100_000)}}"}""");

        Assert.Equal((400, true, 413), (tooLong, body["errors"]!["reason"] is not null, huge));
        Assert.Equal(before, desk.Host.Engine.Acts.Count);
    }

    [Theory]
    [InlineData("POST", "/api/emergency/kill", """{"code":"KILL"}""")]
    [InlineData("POST", "/api/positions/BTCUSDT/close", "{}")]
    [InlineData("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":91000}""")]
    [InlineData("POST", "/api/emergency/release", """{"reason":"cause was found"}""")]
    [InlineData("POST", "/api/account/kill-code", """{"password":"a-password-for-tests","code":"111111"}""")]
    [InlineData("DELETE", "/api/orders/v1", "{}")]
    public async Task Act_FromAForeignOrigin_Is403AndNothingIsDone(string method, string path, string json)
    {
        var before = desk.Host.Engine.Commands.Count;
        using var client = desk.Host.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await client.SendAsync(request);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal(before, desk.Host.Engine.Commands.Count);
    }

    [Theory]
    [InlineData("stop_loss: 80000 would fill at once", "stop_loss")]
    [InlineData("stop_loss, take_profit: give at least one", "take_profit")]
    [InlineData("reason: 5 to 500 characters are required to loosen or remove a stop", "reason")]
    public async Task EngineComplaint_IsFiledUnderItsField(string message, string field)
    {
        desk.Host.Engine.Answer = _ => CommandResult.Invalid("INVALID_VALUE", message);
        try
        {
            var (status, body) = await desk.Host.CallAsync("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":91000}""");

            Assert.Equal((400, true), (status, body["errors"]![field] is not null));
        }
        finally
        {
            desk.Host.Engine.Answer = _ => CommandResult.Done("done");
        }
    }

    [Fact]
    public async Task Orders_Open_ShowOursThoseOfPositionsAndThoseOfOtherHands()
    {
        var at = desk.Host.Engine.Snapshot.At;
        desk.Host.Engine.Snapshot = desk.Host.Engine.Snapshot with
        {
            WorkingOrders = [Anchor.Entry(at)],
            VenueOrders =
            [
                new OrderReport { ClientOrderId = "", VenueOrderId = "v-stop", Symbol = "BTCUSDT", Side = Side.Sell, Status = VenueOrderStatus.New, Quantity = 0.052m, FilledQuantity = 0m, StopOrderType = "StopLoss", TriggerPrice = 90_923.5m, ReduceOnly = true },
                new OrderReport { ClientOrderId = "by-hand", VenueOrderId = "v-hand", Symbol = "ETHUSDT", Side = Side.Buy, Status = VenueOrderStatus.New, Quantity = 1m, FilledQuantity = 0m, Price = 2_000m },
            ],
        };

        var (_, body) = await desk.Host.CallAsync("GET", "/api/orders?open=true");

        var rows = body["orders"]!.AsArray();
        Assert.Equal([("titan", false), ("position", true), ("other", false)], rows.Select(row => (row!["owner"]!.GetValue<string>(), row["protective"]!.GetValue<bool>())));
        Assert.Equal((90_923.5m, 2_000m), (rows[1]!["price"]!.GetValue<decimal>(), rows[2]!["price"]!.GetValue<decimal>()));
        Assert.Single(rows.Select(row => string.Join(',', row!.AsObject().Select(field => field.Key))).Distinct());
    }

    [Fact]
    public async Task Compare_ShowsThreeColumnsAndWhatAReconcileWouldDo()
    {
        var shadow = Anchor.Btc(desk.Host.Engine.Snapshot.At).Position;
        var venue = new VenuePosition { Symbol = "ETHUSDT", SignedQuantity = -2m, EntryPrice = 3_000m };
        desk.Host.Engine.Answer = command => command is CompareCommand
            ? CommandResult.Done("compared") with { Comparison = [new ComparisonRow("BTCUSDT", shadow, null, ComparisonVerdict.Close), new ComparisonRow("ETHUSDT", null, venue, ComparisonVerdict.Adopt)], ShadowCount = 1, VenueCount = 1 }
            : CommandResult.Done("done");

        var (status, body) = await desk.Host.CallAsync("GET", "/api/state/compare");

        Assert.Equal((200, false, false), (status, body["in_sync"]!.GetValue<bool>(), body["ledger_in_sync"]!.GetValue<bool>()));
        var (close, adopt) = (body["rows"]![0]!, body["rows"]![1]!);
        Assert.Equal(("close", "LONG", null, null), (close["verdict"]!.GetValue<string>(), close["shadow"]!["side"]!.GetValue<string>(), close["exchange"], close["ledger"]));
        Assert.Contains("nothing is traded", close["preview"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("The ledger's table holds nothing", close["preview"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("adopt", 2m), (adopt["verdict"]!.GetValue<string>(), adopt["exchange"]!["size"]!.GetValue<decimal>()));
        Assert.Contains("SHORT 2 at 3000 into the book as orphaned; it has no stop", adopt["preview"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelOne_GivesTheIdAsItStands()
    {
        var (_, command) = await desk.ActAsync("DELETE", "/api/orders/" + Uri.EscapeDataString("an id with ? & signs"), null);

        Assert.Equal("an id with ? & signs", Assert.IsType<CancelOrderCommand>(command).OrderId);
    }

    /// <summary>One console holding a long BTC position.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        private ConsoleHost? _host;

        internal ConsoleHost Host => _host!;

        public async Task InitializeAsync()
        {
            _host = await ConsoleHost.StartAsync();
            _host.Engine.Snapshot = _host.Engine.Snapshot with { Positions = [Anchor.Btc(_host.Engine.Snapshot.At)] };
        }

        public Task DisposeAsync() => _host!.DisposeAsync().AsTask();

        internal async Task<(int Status, EngineCommand Command)> ActAsync(string method, string path, string? json)
        {
            var before = Host.Engine.Acts.Count;
            var (status, _) = await Host.CallAsync(method, path, json);
            return (status, Assert.Single(Host.Engine.Acts.Skip(before)));
        }
    }
}
