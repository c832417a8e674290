using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Venues.Binance;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Binance;

/// <summary>The local book algorithm of spec venues/binance-spot.md.</summary>
public sealed class SpotBookTests
{
    [Fact]
    public void Snapshot_InsideABufferedDiff_JoinsAndIsInSync()
    {
        var book = new SpotBook();
        Apply(book, 157, 160, (100m, 2m));
        Apply(book, 161, 162, (99m, 0m));
        Assert.Equal(SpotBookChange.Applied, book.Take(Snapshot(158, [(100m, 1m), (99m, 1m)], [(101m, 1m)])));
        Assert.True(book.Synced);
        Assert.Equal((162L, 100m, 2m, 1), (book.LastUpdate, book.Bids[0].Price, book.Bids[0].Quantity, book.Bids.Count));
    }

    [Fact]
    public void Snapshot_OlderThanTheFirstDiff_IsAskedForAgain()
    {
        var book = new SpotBook();
        Apply(book, 157, 160, (100m, 2m));
        Assert.Equal(SpotBookChange.TooOld, book.Take(Snapshot(150, [(100m, 1m)], [(101m, 1m)])));
        Assert.False(book.Synced);
        Assert.Equal(SpotBookChange.Applied, book.Take(Snapshot(156, [(100m, 1m)], [(101m, 1m)])));
    }

    [Fact]
    public void Diff_BehindAHole_DiscardsTheBookAndBeginsTheBufferWithIt()
    {
        var book = Synced(160);
        Assert.Equal(SpotBookChange.Gap, Apply(book, 162, 163, (100m, 5m)));
        Assert.Equal((false, 1, 0), (book.Synced, book.Buffered, book.Bids.Count));
    }

    [Fact]
    public void Diff_OlderThanTheBook_IsPassedOver()
    {
        var book = Synced(160);
        Assert.Equal(SpotBookChange.Ignored, Apply(book, 150, 160, (100m, 5m)));
        Assert.Equal(1m, book.Bids[0].Quantity);
    }

    [Fact]
    public void Diff_ThatOverlapsTheBook_IsTaken()
    {
        var book = Synced(160);
        Assert.Equal(SpotBookChange.Applied, Apply(book, 158, 161, (100m, 5m)));
        Assert.Equal(161, book.LastUpdate);
    }

    [Fact]
    public void Book_ThatCrosses_IsNotTrusted()
    {
        var book = Synced(160);
        Assert.Equal(SpotBookChange.Crossed, Apply(book, 161, 161, (101m, 5m)));
        Assert.False(book.Synced);
    }

    [Fact]
    public void Buffer_WithoutASnapshot_StaysBounded()
    {
        var book = new SpotBook();
        for (var update = 1; update <= 20_000; update++)
            Apply(book, update, update, (100m, update));
        Assert.InRange(book.Buffered, 1, 4_000);
        Assert.Equal(SpotBookChange.Applied, book.Take(Snapshot(20_000, [(100m, 1m)], [(101m, 1m)])));
    }

    [Fact]
    public void AnyHistory_AnySnapshotMoment_GivesTheVenuesBook()
    {
        // The venue changes one level per update; diffs bundle some updates; the snapshot is taken anywhere and arrives later.
        var change = from bid in Gen.Elements(true, false)
                     from rank in Gen.Choose(1, 12)
                     from size in Gen.Choose(0, 4)
                     select (Bid: bid, Price: bid ? 100m - rank : 100m + rank, Size: (decimal)size);
        var history = from changes in change.ArrayOf(60)
                      from bundle in Gen.Choose(1, 7)
                      from taken in Gen.Choose(0, 60)
                      from late in Gen.Choose(0, 10)
                      select (changes, bundle, taken, late);
        Prop.ForAll(history.ToArbitrary(), each =>
        {
            const long Base = 1_000;
            var venue = new VenueModel();
            var book = new SpotBook();
            DepthSnapshot? snapshot = null;
            var (told, arrived) = (0, false);
            for (var i = 0; i <= each.changes.Length; i++)
            {
                if (i == each.taken)
                    snapshot = venue.Snapshot(Base + i);
                if (i < each.changes.Length)
                    venue.Set(each.changes[i]);
                if (i < each.changes.Length && (i + 1) % each.bundle == 0)
                {
                    Tell(book, each.changes[told..(i + 1)], Base + told + 1);
                    told = i + 1;
                }

                if (!arrived && snapshot is not null && i >= each.taken + each.late)
                {
                    // A snapshot from before the first diff that was heard is refused and asked for again, now newer.
                    if (book.Take(snapshot) == SpotBookChange.TooOld)
                        snapshot = venue.Snapshot(Base + i + 1);
                    arrived = book.Synced;
                }
            }

            // What was not told yet is told last; a snapshot that has not come by then comes now.
            if (told < each.changes.Length)
                Tell(book, each.changes[told..], Base + told + 1);
            if (!book.Synced)
                book.Take(venue.Snapshot(Base + each.changes.Length));
            return book.Synced && venue.Equals(book);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void RecordedSession_Replayed_NeverGapsNorCrosses()
    {
        var book = new SpotBook();
        var applied = 0;
        foreach (var line in MarketData.Lines("ticks/binance_spot_BTCUSDT_raw_20240808_09.jsonl.gz"))
        {
            using var document = JsonDocument.Parse(line);
            var message = document.RootElement.GetProperty("msg");
            if (message.TryGetProperty("lastUpdateId", out var id))
                Assert.Equal(SpotBookChange.Applied, book.Take(new DepthSnapshot(id.GetInt64(), Levels(message, "bids"), Levels(message, "asks"))));
            else if (message.GetProperty("stream").GetString()!.Contains("@depth", StringComparison.Ordinal))
            {
                var frame = SpotPayloads.Read(message.GetRawText());
                var change = book.Apply(frame.FirstUpdate, frame.LastUpdate, frame.Bids, frame.Asks);
                Assert.True(change is SpotBookChange.Buffered or SpotBookChange.Ignored or SpotBookChange.Applied, $"{change} at {frame.LastUpdate}");
                applied += change == SpotBookChange.Applied ? 1 : 0;
            }
        }

        Assert.True(applied is 0 or > 6_000, $"{applied} diffs applied");
    }

    private static void Tell(SpotBook book, (bool Bid, decimal Price, decimal Size)[] changes, long first)
    {
        var bids = changes.Where(static change => change.Bid).Select(static change => new SpotLevel(change.Price, change.Size)).ToList();
        var asks = changes.Where(static change => !change.Bid).Select(static change => new SpotLevel(change.Price, change.Size)).ToList();
        book.Apply(first, first + changes.Length - 1, bids, asks);
    }

    private static SpotBook Synced(long at)
    {
        var book = new SpotBook();
        book.Take(Snapshot(at, [(100m, 1m)], [(101m, 1m)]));
        return book;
    }

    private static SpotBookChange Apply(SpotBook book, long first, long last, params (decimal Price, decimal Quantity)[] bids) =>
        book.Apply(first, last, [.. bids.Select(static bid => new SpotLevel(bid.Price, bid.Quantity))], []);

    private static DepthSnapshot Snapshot(long last, (decimal, decimal)[] bids, (decimal, decimal)[] asks) =>
        new(last, [.. bids.Select(static level => new SpotLevel(level.Item1, level.Item2))], [.. asks.Select(static level => new SpotLevel(level.Item1, level.Item2))]);

    private static List<SpotLevel> Levels(JsonElement message, string side) => [.. message.GetProperty(side).EnumerateArray().Select(static level =>
        new SpotLevel(decimal.Parse(level[0].GetString()!, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(level[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>The venue's own book, as plainly as can be.</summary>
    private sealed class VenueModel
    {
        private readonly SortedDictionary<decimal, decimal> _bids = new() { [1m] = 1m };
        private readonly SortedDictionary<decimal, decimal> _asks = new() { [1_000m] = 1m };

        public void Set((bool Bid, decimal Price, decimal Size) change)
        {
            var side = change.Bid ? _bids : _asks;
            if (change.Size == 0m)
                side.Remove(change.Price);
            else
                side[change.Price] = change.Size;
        }

        public DepthSnapshot Snapshot(long last) => new(last, [.. Best(_bids).Reverse()], [.. Best(_asks)]);

        public bool Equals(SpotBook book) =>
            Best(_bids).Reverse().SequenceEqual(Enumerable.Range(0, book.Bids.Count).Select(rank => book.Bids[rank]))
            && Best(_asks).SequenceEqual(Enumerable.Range(0, book.Asks.Count).Select(rank => book.Asks[rank]));

        private static IEnumerable<SpotLevel> Best(SortedDictionary<decimal, decimal> side) => side.Select(static level => new SpotLevel(level.Key, level.Value));
    }
}
