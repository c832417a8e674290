using Microsoft.Extensions.Configuration;
using Titan.Engine;
using Titan.Engine.Configuration;
using Titan.Engine.Venues.Binance;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Venues.Binance;

/// <summary>Section Titan:Binance: where the feed runs by itself, and every complaint in one go.</summary>
public sealed class BinanceSettingsTests
{
    private static readonly BybitOptions Loopback = new() { RestUrl = new Uri("http://127.0.0.1:9100"), StreamUrl = new Uri("ws://127.0.0.1:9100") };

    [Fact]
    public void NothingSaid_OnPaper_IsNotInstalled() => Assert.False(Read(new TitanConfig(), Loopback).Enabled);

    [Fact]
    public void Market_Venue_IsThePublicHosts()
    {
        var options = Read(new TitanConfig { Market = MarketSource.Venue }, new BybitOptions());
        Assert.True(options.Enabled);
        Assert.Equal(("data-api.binance.vision", "wss://data-stream.binance.vision/stream", "mainnet"), (options.RestUrl.Host, options.CombinedStream.ToString(), options.Environment));
    }

    [Fact]
    public void Live_OnLoopback_ListensToTheSimulatorItTradesOn()
    {
        var options = Read(new TitanConfig { Mode = TradingMode.Live }, Loopback);
        Assert.Equal((true, Loopback.RestUrl, "ws://127.0.0.1:9100/stream"), (options.Enabled, options.RestUrl, options.CombinedStream.ToString()));
    }

    [Fact]
    public void Address_Named_SwitchesItOn_AndFalseSwitchesItOff()
    {
        Assert.True(Read(new TitanConfig(), Loopback, ("RestUrl", "http://127.0.0.1:1"), ("StreamUrl", "http://127.0.0.1:1/x")).Enabled);
        Assert.False(Read(new TitanConfig { Market = MarketSource.Venue }, Loopback, ("Enabled", "false")).Enabled);
    }

    [Fact]
    public void WrongSettings_AreAllNamed()
    {
        var (_, problems) = BinanceSettings.Read(
            Section(("Enabled", "perhaps"), ("RestUrl", "ftp://x"), ("StreamUrl", "nowhere"), ("StaleSeconds", "4"), ("BookLevels", "50"), ("Key", "k")), new TitanConfig(), Loopback);
        Assert.Equal(
            ["Titan:Binance:BookLevels", "Titan:Binance:Enabled", "Titan:Binance:Key", "Titan:Binance:RestUrl", "Titan:Binance:StaleSeconds", "Titan:Binance:StreamUrl"],
            problems.Select(static problem => problem.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Section_IsKnownToTheWholeCheck() =>
        Assert.Empty(ConfigValidator.Read(Section(("Enabled", "true"))).Problems);

    private static BinanceOptions Read(TitanConfig config, BybitOptions bybit, params (string Key, string Value)[] settings)
    {
        var (options, problems) = BinanceSettings.Read(Section(settings), config, bybit);
        Assert.Empty(problems);
        return options;
    }

    private static IConfigurationRoot Section(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(static each => "Titan:Binance:" + each.Key, static string? (each) => each.Value)).Build();
}
