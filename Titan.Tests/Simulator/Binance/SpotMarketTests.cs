using System.Security.Cryptography;
using System.Text;
using Titan.Simulator.Binance.Market;
using Titan.Simulator.Market;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator.Binance;

/// <summary>Spot leads the contracts of the same market, with a basis and with bursts; the contracts' own steps stay as they are.</summary>
public sealed class SpotMarketTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Contracts_ThroughTheTimeline_AreTheSourcesOwnSteps()
    {
        var (timeline, source) = (new SpotTimeline(new SeededMarket(7, Start), 7), new SeededMarket(7, Start));
        for (var i = 0; i < 300; i++)
            Assert.Equivalent(source.Next(), timeline.TakeContracts(), strict: true);
    }

    [Fact]
    public void SameSeed_SameSpot_ByteForByte_AndAnotherSeedAnother()
    {
        Assert.Equal(Hash(7), Hash(7));
        Assert.NotEqual(Hash(7), Hash(8));
    }

    [Fact]
    public void Spot_ShowsEachStepEarlier_By150To400Milliseconds_WithoutEverStandingStill()
    {
        var timeline = new SpotTimeline(new SeededMarket(7, Start), 7);
        var previous = DateTimeOffset.MinValue;
        var leads = new List<double>();
        for (var i = 0; i < 3_000; i++)
        {
            var spot = timeline.TakeSpot();
            leads.Add((Start.AddMilliseconds(100L * i) - spot.Due).TotalMilliseconds);
            Assert.True(spot.Due > previous);
            previous = spot.Due;
            timeline.TakeContracts();
        }

        Assert.InRange(leads.Min(), SpotLead.LeastMs - 1, SpotLead.MostMs);
        Assert.InRange(leads.Max(), SpotLead.LeastMs, SpotLead.MostMs);
        Assert.True(leads.Max() - leads.Min() > 50, "the lead wanders");
    }

    [Fact]
    public void Basis_IsSmallAndWandersSlowly()
    {
        foreach (var (contract, spot) in Minutes(10).Where(static (_, i) => i % 10 == 0))
        {
            for (var i = 0; i < contract.Instruments.Count; i++)
            {
                var (part, shadow) = (contract.Instruments[i], spot.Parts[i]);
                var mid = (shadow.Bids[0].Price + shadow.Asks[0].Price) / 2m;
                Assert.InRange((mid / part.IndexPrice) - 1m, -0.0025m, 0.0025m);
                Assert.True(shadow.Bids[0].Price < shadow.Asks[0].Price);
            }
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    public void Breakouts_OfTheOpening_BringBurstsOfFiftyPrintsWithinATenthOfASecond(int seed)
    {
        var bursts = new Dictionary<string, int>();
        var aligned = 0;
        foreach (var (_, spot) in Minutes(15, seed))
        {
            foreach (var part in spot.Parts.Where(static part => part.Takers.Count >= 50))
            {
                bursts[part.Listing.Symbol] = bursts.GetValueOrDefault(part.Listing.Symbol) + 1;
                Assert.True(part.Takers.Max(static taker => taker.EarlierMs) - part.Takers.Min(static taker => taker.EarlierMs) <= 100);
                var (buys, all) = (part.Takers.Where(static taker => taker.Buys).Sum(static taker => taker.Size), part.Takers.Sum(static taker => taker.Size));
                aligned += Math.Abs((2 * buys) - all) / all >= 0.3m ? 1 : 0;
            }
        }

        Assert.True(bursts.Count >= 6, $"bursts in {string.Join(", ", bursts)}");
        Assert.True(bursts.Values.Sum() >= 20, $"{bursts.Values.Sum()} bursts");
        Assert.True(aligned * 10 >= bursts.Values.Sum() * 7, $"{aligned} of {bursts.Values.Sum()} lean clearly to one side");
    }

    [Fact]
    public void Tape_OfAPair_NeverRunsBackwards()
    {
        var last = new Dictionary<string, DateTimeOffset>();
        foreach (var (_, spot) in Minutes(5))
        {
            foreach (var part in spot.Parts)
            {
                foreach (var taker in part.Takers)
                {
                    var at = spot.Due.AddMilliseconds(-taker.EarlierMs);
                    Assert.True(at >= last.GetValueOrDefault(part.Listing.Symbol), $"{part.Listing.Symbol} at {at:O}");
                    last[part.Listing.Symbol] = at;
                }
            }
        }
    }

    [Fact]
    public void Bursts_AreTheException()
    {
        var (steps, bursts) = (0, 0);
        foreach (var (_, spot) in Minutes(15))
        {
            steps += spot.Parts.Count;
            bursts += spot.Parts.Count(static part => part.Takers.Count >= 50);
        }

        Assert.InRange(bursts, 1, steps / 100);
    }

    [Fact]
    public void Recording_IsTheLeaderItself_NothingIsAdded()
    {
        var (timeline, source) = (new SpotTimeline(new TinyMarket(Start), 7), new TinyMarket(Start));
        for (var i = 0; i < 50; i++)
        {
            var (spot, contracts) = (timeline.TakeSpot(), source.Next()!);
            timeline.TakeContracts();
            for (var j = 0; j < spot.Parts.Count; j++)
            {
                Assert.Equal(contracts.Instruments[j].Bids, spot.Parts[j].Bids);
                Assert.Equal(contracts.Instruments[j].Trades.Select(static trade => (trade.TakerBuys, trade.Size)), spot.Parts[j].Takers.Select(static taker => (taker.Buys, taker.Size)));
            }
        }
    }

    [Fact]
    public void RecordingOfSpot_BesideTheContracts_IsPlayedAtItsOwnTimes_FromTheContractsStart()
    {
        var timeline = new SpotTimeline(new TinyMarket(Start), 7, new TinyMarket(Start.AddSeconds(-10)));
        var source = new TinyMarket(Start.AddSeconds(-10));
        var recorded = Enumerable.Range(0, 150).Select(_ => source.Next()!).ToArray();

        Assert.Equal(Start, timeline.NextSpot!.Due);
        Assert.Equal(recorded.Last(step => step.At <= Start).Instruments[0].Bids, timeline.TakeSpot().Parts[0].Bids);
        foreach (var step in recorded.Where(static step => step.At > Start))
        {
            var spot = timeline.TakeSpot();
            Assert.Equal((step.At, step.Instruments[1].Asks[0]), (spot.Due, spot.Parts[1].Asks[0]));
        }
    }

    [Fact]
    public async Task SpotSteps_AreStepsOfTheirOwn_OnlyWhileSomebodyFollows()
    {
        await using var venue = await SteppedVenue.StartAsync();
        var alone = venue.Host.NextStepAt!.Value;
        Assert.Equal(SteppedVenue.Start.AddMilliseconds(100), alone);
        await using (var socket = await SocketClient.ConnectAsync(venue.Host, "/ws/btcusdt@aggTrade"))
        {
            await socket.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
            await socket.NextAsync(static frame => frame.TryGetProperty("id", out _));
            Assert.True(venue.Host.NextStepAt < alone, "spot moves before the contracts");
        }
    }

    private static IEnumerable<(MarketStep Contracts, SpotStep Spot)> Minutes(int minutes, int seed = 7)
    {
        var timeline = new SpotTimeline(new SeededMarket(seed, Start), seed);
        for (var i = 0; i < minutes * 600; i++)
        {
            var spot = timeline.TakeSpot();
            yield return (timeline.TakeContracts(), spot);
        }
    }

    private static string Hash(int seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, spot) in Minutes(1, seed))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{spot.Due.ToUnixTimeMilliseconds()}")));
            foreach (var part in spot.Parts)
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part.Listing.Symbol}{string.Join(',', part.Bids)}{string.Join(',', part.Asks)}{string.Join(',', part.Takers)}")));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
