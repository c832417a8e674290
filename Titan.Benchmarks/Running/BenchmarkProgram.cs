using Titan.Benchmarks.Goals;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Running;

/// <summary>
/// The door: <c>GOAL… [--rounds N] [--only NAME,NAME] [--cache DIR]</c> runs goals and prints their tables; <c>measure OP PEER</c> is one
/// contestant and <c>stub</c> the venue they talk to, both started by the runner.
/// </summary>
internal static class BenchmarkProgram
{
    private const string Usage = """
        dotnet run -c Release --project Titan.Benchmarks -- GOAL… [--rounds N] [--only NAME,NAME] [--cache DIR] [--peers DIR] [--seconds N]
          GOAL is a number of docs/performance.md (1 2 3 4 5 6 7 8 9 10 11 13 14), judgement, soak, or all but soak.
          Peers need their packages once: npm ci in Titan.Benchmarks/peers.
        """;

    public static async Task<int> RunAsync(string[] words)
    {
        var arguments = new BenchmarkArguments(words);
        using var stopping = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stopping.Cancel();
        };
        switch (arguments.Words.Count == 0 ? null : arguments.Words[0])
        {
            case null:
                Console.WriteLine(Usage);
                return 2;
            case "measure":
                (await Measures.RunAsync(arguments.Words[1], arguments.Words[2], arguments, stopping.Token).ConfigureAwait(false)).Print();
                return 0;
            case "serve-blazor":
                await Lifetimes.BlazorFloor.RunAsync(arguments, stopping.Token).ConfigureAwait(false);
                return 0;
            case "serve-api":
                await Serving.ApiFloor.RunAsync(arguments, stopping.Token).ConfigureAwait(false);
                return 0;
            case "serve-push":
                await Serving.PushFloor.RunAsync(arguments, stopping.Token).ConfigureAwait(false);
                return 0;
            case "stub":
                await Stub.StubProgram.RunAsync(arguments, stopping.Token).ConfigureAwait(false);
                return 0;
            default:
                return await GoalsAsync(arguments, stopping.Token).ConfigureAwait(false);
        }
    }

    private static async Task<int> GoalsAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var setting = new GoalSetting(arguments);
        var wanted = arguments.Words.Contains("all") ? GoalList.Ids : arguments.Words;
        if (wanted.FirstOrDefault(id => !GoalList.Knows(id)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"no goal {unknown}; there are {string.Join(' ', GoalList.Ids)} soak").ConfigureAwait(false);
            return 2;
        }

        var failed = false;
        var only = arguments.Has("only") ? arguments.Required("only").Split(',').ToHashSet(StringComparer.Ordinal) : [];
        foreach (var id in wanted)
        {
            var goal = GoalList.Make(id, setting);
            var result = await new RoundRunner(Console.Error).RunAsync(goal, arguments.Number("rounds", goal.Rounds), only, cancellationToken).ConfigureAwait(false);
            var table = result.ToMarkdown();
            Console.WriteLine(table);
            await File.WriteAllTextAsync(Path.Combine(setting.Cache, $"goal-{id}.md"), table, cancellationToken).ConfigureAwait(false);
            failed |= result.Failures.Count > 0;
        }

        return failed ? 1 : 0;
    }
}
