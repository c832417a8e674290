using System.Globalization;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Speed and size of the trading judgement: print to TRAP_SPRUNG, the trap map, the approval of one intent, and the memory of it all.</summary>
internal static class JudgementGoals
{
    public const string Id = "judgement";

    public static Goal Make(GoalSetting setting)
    {
        _ = setting;
        Contestant Memory(int symbols)
        {
            var count = symbols.ToString(CultureInfo.InvariantCulture);
            return Contestant.Net($"memory-{count}", "module-memory", $"titan-{count}", "--symbols", count);
        }

        return new Goal(
            Id, "Judgement: print to sprung trap, trap map of 500 symbols, approval of an intent, memory of the module",
            [
                Contestant.Net("spring", "spring", "titan"), Contestant.Net("spring-floor", "spring", "floor"),
                Contestant.Net("map", "map", "titan"), Contestant.Net("map-20", "map", "titan-20", "--symbols", "20"), Contestant.Net("map-floor", "map", "floor"),
                Contestant.Net("approval", "approval", "titan"), Contestant.Net("approval-floor", "approval", "floor"),
                Memory(20), Memory(500),
            ],
            [
                new("print to TRAP_SPRUNG, p50 ÷ the floor's", "p50_us", "spring", "spring-floor", false, null, null),
                new("print to TRAP_SPRUNG, p99 ÷ the floor's", "p99_us", "spring", "spring-floor", false, null, null),
                new("every print, p50 ÷ the floor's", "print_p50_us", "spring", "spring-floor", false, null, null),
                new("map cycle of 500 symbols, p50 ÷ the floor's", "p50_us", "map", "map-floor", false, null, null),
                new("map cycle, 500 symbols ÷ 20 (25 times the work)", "p50_us", "map", "map-20", false, null, null),
                new("approval, p50 ÷ the floor's", "p50_us", "approval", "approval-floor", false, 3, 1),
                new("approval, p99 ÷ the floor's", "p99_us", "approval", "approval-floor", false, null, null),
                new("memory, 500 symbols ÷ 20", "heap_mb", "memory-500", "memory-20", false, null, null),
            ])
        {
            Metrics = ["p50_us", "p99_us", "print_p50_us", "print_p99_us", "burst_alloc_b_each", "alloc_b_each", "traps", "heap_mb", "told_mb"],
        };
    }
}
