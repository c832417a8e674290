using Titan.Engine.Venues;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Api;

namespace Titan.Tests.Api;

/// <summary>What was wrong with the streams is counted where an operator and an alert rule can see it, zero before the first.</summary>
public sealed class FeedMetricsTests
{
    [Fact]
    public void Faults_OfBothVenues_AreCountedByKind()
    {
        var snapshot = Anchor.Snapshot();
        var streams = snapshot.Venue.Streams.Select(stream => stream.Stream == StreamKind.Public ? stream with { BadFrames = 2, Repeated = 7, BooksLost = 3 } : stream).ToArray();
        var text = new MetricsText();
        FeedMetrics.Write(text, snapshot with
        {
            Venue = snapshot.Venue with { Streams = streams },
            Spot = SpotFeedStatus.NotInstalled with { BadFrames = 1, Repeated = 4, Missed = 5, Absurd = 6, BookGaps = 8, WithoutPair = ["NOPEUSDT", "NADAUSDT"] },
        });
        string[] expected =
        [
            "titan_feed_faults_total{venue=\"bybit\",kind=\"bad_frame\"} 2", "titan_feed_faults_total{venue=\"bybit\",kind=\"repeated_print\"} 7", "titan_feed_faults_total{venue=\"bybit\",kind=\"book_lost\"} 3",
            "titan_feed_faults_total{venue=\"binance\",kind=\"bad_frame\"} 1", "titan_feed_faults_total{venue=\"binance\",kind=\"repeated_print\"} 4", "titan_feed_faults_total{venue=\"binance\",kind=\"missed_print\"} 5",
            "titan_feed_faults_total{venue=\"binance\",kind=\"absurd_price\"} 6", "titan_feed_faults_total{venue=\"binance\",kind=\"book_lost\"} 8", "titan_feed_symbols_without_pair 2",
        ];
        Assert.All(expected, line => Assert.Contains(line + "\n", text.ToString(), StringComparison.Ordinal));
    }
}
