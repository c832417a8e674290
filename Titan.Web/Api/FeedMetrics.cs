using Titan.Engine.Kernel;

namespace Titan.Web.Api;

/// <summary>What was wrong with the venues' streams, by kind: left out and counted, never traded on.</summary>
internal static class FeedMetrics
{
    public static void Write(MetricsText text, EngineSnapshot snapshot)
    {
        text.Metric("titan_feed_faults_total", "counter", "Frames and prints left out because something was wrong with them, by venue and kind");
        var streams = snapshot.Venue.Streams;
        Sample(text, "bybit", "bad_frame", streams.Sum(static stream => stream.BadFrames));
        Sample(text, "bybit", "repeated_print", streams.Sum(static stream => stream.Repeated));
        Sample(text, "bybit", "book_lost", streams.Sum(static stream => stream.BooksLost));
        var spot = snapshot.Spot;
        Sample(text, "binance", "bad_frame", spot.BadFrames);
        Sample(text, "binance", "repeated_print", spot.Repeated);
        Sample(text, "binance", "missed_print", spot.Missed);
        Sample(text, "binance", "absurd_price", spot.Absurd);
        Sample(text, "binance", "book_lost", spot.BookGaps);
        text.Metric("titan_feed_symbols_without_pair", "gauge", "Followed symbols that the leader does not trade; nothing is ever detected on them")
            .Sample("titan_feed_symbols_without_pair", spot.WithoutPair.Count);
    }

    private static void Sample(MetricsText text, string venue, string kind, long count) => text.Sample("titan_feed_faults_total", count, ("venue", venue), ("kind", kind));
}
