using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>The file of trades holds exactly the rows of its filter, each once, and nothing that a spreadsheet would run.</summary>
public sealed class TradeExportTests
{
    [Fact]
    public async Task Export_OfManyTrades_HasEachOnceUnderItsHead()
    {
        var history = new StagedHistory([]) { Trades = [.. Enumerable.Range(0, 2_345).Select(HistoryPageTests.Trade)] };
        await using var host = await StartAsync(history);

        var lines = (await host.Client().GetStringAsync(new Uri("/api/trades/export?format=csv&symbol=BTCUSDT", UriKind.Relative))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2_346, lines.Length);
        Assert.StartsWith("trade_id,signal_id,symbol,side", lines[0], StringComparison.Ordinal);
        Assert.Equal(2_345, lines.Skip(1).Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.Equal("BTCUSDT", history.LastTradeQuery!.Symbol);
        Assert.NotNull(history.LastTradeQuery.To);
    }

    [Fact]
    public async Task Export_OfAFormula_MarksItAsText()
    {
        await using var host = await StartAsync(new StagedHistory([]) { Trades = [HistoryPageTests.Trade(1) with { Strategy = "=1+1,\"x\"" }] });

        Assert.Contains("\"'=1+1,\"\"x\"\"\"", await host.Client().GetStringAsync(new Uri("/api/trades/export", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_AsJson_IsAnArrayAlsoWhenEmpty()
    {
        await using var host = await StartAsync(new StagedHistory([]) { Trades = [HistoryPageTests.Trade(1), HistoryPageTests.Trade(2)] });
        await using var empty = await StartAsync(new StagedHistory([]));

        Assert.Equal(["p1", "p2"], JsonNode.Parse(await host.Client().GetStringAsync(new Uri("/api/trades/export?format=json", UriKind.Relative)))!.AsArray().Select(row => row!["trade_id"]!.GetValue<string>()));
        Assert.Equal("[]", await empty.Client().GetStringAsync(new Uri("/api/trades/export?format=json", UriKind.Relative)));
    }

    [Fact]
    public async Task Export_OfATrapType_AsksForExactlyThatAndNamesKindAndStrategy()
    {
        var history = new StagedHistory([]) { Trades = [HistoryPageTests.Trade(1) with { TrapType = "BASIS_ARB", Strategy = "scavenger" }] };
        await using var host = await StartAsync(history);

        var lines = (await host.Client().GetStringAsync(new Uri("/api/trades/export?trap_type=BASIS_ARB&strategy=scavenger", UriKind.Relative))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(("BASIS_ARB", "scavenger"), (history.LastTradeQuery!.TrapType, history.LastTradeQuery.Strategy));
        var (names, row) = (lines[0].Split(','), lines[1].Split(','));
        Assert.Equal(("BASIS_ARB", "scavenger"), (row[Array.IndexOf(names, "trap_type")], row[Array.IndexOf(names, "strategy")]));
    }

    [Theory]
    [InlineData("/api/trades/export?format=xlsx")]
    [InlineData("/api/trades/export?limit=5")]
    [InlineData("/api/trades/export?date=yesterday")]
    public async Task Export_WithAWrongField_IsRefused(string path)
    {
        await using var host = await StartAsync(new StagedHistory([]));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client().GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Export_WithoutSignIn_IsRefused()
    {
        await using var host = await StartAsync(new StagedHistory([]));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client(signedIn: false).GetAsync(new Uri("/api/trades/export", UriKind.Relative))).StatusCode);
    }

    private static Task<ConsoleHost> StartAsync(IHistory history) => ConsoleHost.StartAsync(configure: builder => builder.Services.AddSingleton(history));
}
