using System.Globalization;
using Titan.Engine.Kernel;
using Xunit.Abstractions;

namespace Titan.Tests.Scenarios;

/// <summary>
/// FLATTEN ALL at random moments of a market that never rests: each time the exchange's own books say flat and no order is left, and at the
/// end the ledgers tie. Eight here; two hundred with <c>TITAN_FLATTENS=200 ./titan test FlattenAtAnyMoment</c>.
/// </summary>
public sealed class FlattenAtAnyMomentTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Flatten_AtRandomMoments_IsFlatEveryTimeAndTiesAtTheEnd()
    {
        var (times, seed) = (Number("TITAN_FLATTENS", 8), Number("TITAN_SEED", 20_261));
#pragma warning disable CA5394 // The moments of a test are drawn from a printed seed.
        var dice = new Random(seed);
        await using var run = await FaultyVenue.ArmedAsync();
        var took = new List<double>();
        for (var time = 1; time <= times; time++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(0, 2_500)), TimeProvider.System);
#pragma warning restore CA5394
            var positions = run.Snapshot.Positions.Length;
            var result = await run.FlattenAsync(string.Create(CultureInfo.InvariantCulture, $"flatten {time}, seed {seed}"));
            Assert.True(result.Status == CommandStatus.Done, $"flatten {time}, seed {seed}: {result.Message}");
            await run.VenueIsFlatAsync();
            took.Add(result.Receipt!.Took.TotalMilliseconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"flatten {time} of {times}: {positions} positions seen, {result.Receipt.Legs.Count} closed in {result.Receipt.Took.TotalMilliseconds:0} ms"));
            await run.ArmAsync();
        }

        var tie = await run.FlatAndTiedAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times} flattens, seed {seed}: flat each time, {tie.Orders} orders and {tie.Executions} executions tie; asked to confirmed {took.Order().ElementAt(took.Count / 2):0} ms in the middle, {took.Max():0} ms at most"));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
