using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Strategies.Scavenger;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>The same events decide the same, however they are batched; and a quiet tick costs no memory.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void SameEvents_InAnyBatches_MakeTheSameIntentsAndNotes(int batch)
    {
        var events = Walk(20_000);
        var (intents, notes) = Run(events, 1, ticks: false);
        Assert.NotEmpty(intents);
        Assert.Contains(notes, note => note.Type == "TRAP_ABORTED");
        var (again, said) = Run(events, batch, ticks: true);
        Assert.Equal(intents, again);
        Assert.Equal(notes, said);
    }

    [Fact]
    public void Print_FarFromItsTraps_AllocatesNothing()
    {
        var bench = new ScavengerBench();
        var context = new StrategyContext();
        var at = bench.Now;
        Func<InstrumentId, bool> busy = static _ => false;
        void Run(int milliseconds)
        {
            for (var ms = 0; ms < milliseconds; ms++)
            {
                at = at.AddMilliseconds(1);
                for (var trade = 0; trade < 5; trade++)
                {
                    context.Begin(at, true, busy, 1_000m);
                    bench.Strategy.OnSpotTrade(Events.Spot(ScavengerBench.Btc, 49_800m + trade, at, trade % 2 == 0 ? Side.Buy : Side.Sell), context);
                }
            }
        }

        Run(5_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(2_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(35_002, bench.View.SpotTrades);
    }

    [Fact]
    public void Print_InsideABurstThatHasNotSprungYet_AllocatesNothing()
    {
        // 40 prints within 100 ms at the level itself: touched, counted, ten short of the rule; then a pause, and again.
        var bench = new ScavengerBench();
        var context = new StrategyContext();
        var at = bench.Now;
        Func<InstrumentId, bool> busy = static _ => false;
        void Run(int bursts)
        {
            for (var burst = 0; burst < bursts; burst++)
            {
                at = at.AddMilliseconds(400);
                for (var print = 0; print < 40; print++)
                {
                    at = at.AddMicroseconds(200);
                    context.Begin(at, true, busy, 1_000m);
                    bench.Strategy.OnSpotTrade(Events.Spot(ScavengerBench.Btc, 50_040m + (print % 2), at), context);
                }
            }
        }

        Run(60);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(40);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(bench.Daily is { Touched: > 0, RefusedByVolume: > 0, Sprung: 0 });
    }

    [Fact]
    public void Trap_OverAnyMarket_SpringsAtMostOncePerCooldown() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), Gen.Choose(2, 30).ToArbitrary(), (seed, cooldown) =>
        {
            var (_, notes) = Run(Walk(4_000, seed), 1, ticks: false, cooldown);
            var springs = notes.Where(note => note.Type == "TRAP_SPRUNG").Select(note => (Key: note.Message[..note.Message.IndexOf(" at ", StringComparison.Ordinal)], At: long.Parse(note.Correlation!.Value.Value[(note.Correlation.Value.Value.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture)));
            return springs.GroupBy(spring => spring.Key).All(one => one.Zip(one.Skip(1)).All(pair => pair.Second.At - pair.First.At >= cooldown * 1_000L));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static (List<Intent> Intents, List<StrategyNote> Notes) Run(List<object> events, int batch, bool ticks, int cooldown = 5)
    {
        var strategy = new ScavengerStrategy(ScavengerBench.OnlyDaily with { CooldownSeconds = cooldown }, TimeProvider.System);
        var context = new StrategyContext();
        var (intents, notes) = (new List<Intent>(), new List<StrategyNote>());
        context.Begin(EngineBench.Start, false, static _ => false);
        foreach (var bar in ScavengerBench.History())
        {
            strategy.OnBar(bar, context);
        }

        foreach (var part in events.Chunk(batch))
        {
            // A batch is handled when its last event is there.
            var now = part.Max(TimeOf);
            foreach (var happened in part)
            {
                context.Begin(now, true, static _ => false, 1_000m);
                switch (happened)
                {
                    case Ticker ticker: strategy.OnTicker(ticker, context); break;
                    case Quote quote: strategy.OnQuote(quote, context); break;
                    case SpotTrade trade: strategy.OnSpotTrade(trade, context); break;
                }

                intents.AddRange(context.Intents);
                notes.AddRange(context.Notes);
            }

            if (ticks)
            {
                context.Begin(now, true, static _ => false, 1_000m);
                strategy.OnTime(context);
                intents.AddRange(context.Intents);
                notes.AddRange(context.Notes);
            }
        }

        return (intents, notes);
    }

    // Minutes of a price that wanders around the tripwire in bursts; never silent for longer than events travel.
    private static List<object> Walk(int count, int seed = 21)
    {
        var random = new Random(seed);
        var (at, price) = (EngineBench.Start, 49_800m);
        var events = new List<object> { Events.Ticker(ScavengerBench.Btc, price, at) };
        for (var index = 0; index < count; index++)
        {
            at = at.AddMilliseconds(random.Next(0, 4));
            if (index % 40 == 0)
            {
                price = Math.Clamp(price + (random.Next(-9, 10) * 10m), 49_850m, 50_250m);
                events.Add(Events.Quote(ScavengerBench.Btc, price - 0.1m, price + 0.1m, at));
            }

            if (index % 2_000 == 0)
            {
                at = at.AddMilliseconds(200);
            }

            events.Add(Events.Spot(ScavengerBench.Btc, price + random.Next(-3, 4), at, random.Next(10) < (index / 500 % 2 == 0 ? 9 : 5) ? Side.Buy : Side.Sell));
        }

        return events;
    }

    private static DateTimeOffset TimeOf(object happened) => happened switch
    {
        Ticker ticker => ticker.VenueTime,
        Quote quote => quote.VenueTime,
        SpotTrade trade => trade.VenueTime,
        _ => throw new InvalidOperationException(),
    };
}
