using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Venues.Binance;

namespace Titan.Tests.Venues.Binance;

public sealed class SubscriptionPlanTests
{
    [Fact]
    public void Steps_AnyTwoSets_MakeOneTheOtherInFewRequests()
    {
        var streams = Gen.Choose(0, 400).ListOf().Select(static list => list.Select(static n => $"s{n}@aggTrade").ToHashSet());
        Prop.ForAll(streams.ToArbitrary(), streams.ToArbitrary(), (has, wants) =>
        {
            var after = has.ToHashSet();
            var requests = 0;
            foreach (var step in SubscriptionPlan.Between(has, wants))
            {
                requests++;
                if (step.Subscribe)
                    after.UnionWith(step.Streams);
                else
                    after.ExceptWith(step.Streams);
            }

            var (gone, come) = (has.Except(wants).Count(), wants.Except(has).Count());
            return after.SetEquals(wants) && requests == Batches(gone) + Batches(come);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Step_AsAFrame_IsWhatTheVenueReads()
    {
        using var frame = JsonDocument.Parse(new SubscriptionStep(true, ["btcusdt@trade", "ethusdt@trade"]).Frame(7));
        Assert.Equal("""{"method":"SUBSCRIBE","params":["btcusdt@trade","ethusdt@trade"],"id":7}""", frame.RootElement.GetRawText());
    }

    [Fact]
    public void Pace_LeavesRoomUnderFiveMessagesASecond() => Assert.True(SubscriptionPlan.Pace * 4 > TimeSpan.FromSeconds(1));

    private static int Batches(int count) => (count + SubscriptionPlan.Batch - 1) / SubscriptionPlan.Batch;
}
