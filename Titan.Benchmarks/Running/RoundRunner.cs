using System.Globalization;
using System.Text.Json.Nodes;

namespace Titan.Benchmarks.Running;

/// <summary>
/// Runs the contestants of a goal in rounds, each a fresh process, every second round in reverse order, so that a slow or fast minute
/// of the machine meets neighbours alike. Ratios are taken inside a round.
/// </summary>
internal sealed class RoundRunner(TextWriter log)
{
    private const double BusyCores = 0.5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan QuietPatience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    public async Task<GoalResult> RunAsync(Goal goal, int rounds, IReadOnlySet<string> only, CancellationToken cancellationToken)
    {
        var taking = goal.Contestants.Where(contestant => only.Count == 0 || only.Contains(contestant.Name)).ToArray();
        var result = new GoalResult(goal);
        for (var round = 0; round < rounds; round++)
        {
            var lines = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
            foreach (var contestant in round % 2 == 0 ? taking : taking.Reverse())
            {
                var others = await WaitForQuietAsync(cancellationToken).ConfigureAwait(false);
                var before = HostTime.Read();
                var (line, problem) = await RunOneAsync(contestant, cancellationToken).ConfigureAwait(false);
                if (line is null)
                {
                    await log.WriteLineAsync($"{contestant.Name}: {problem}").ConfigureAwait(false);
                    result.Failed(contestant.Name, problem ?? "no figures");
                    continue;
                }

                line["goal"] = goal.Id;
                line["round"] = round + 1;
                line["others_busy_cores"] = Math.Round(others, 2);
                line[GoalResult.HostTook] = Math.Round(HostTime.Read().TakenSince(before), 3);
                lines[contestant.Name] = line;
                await log.WriteLineAsync(line.ToJsonString()).ConfigureAwait(false);
            }

            result.Add(lines);
        }

        return result;
    }

    private static async Task<(JsonObject? Line, string? Problem)> RunOneAsync(Contestant contestant, CancellationToken cancellationToken)
    {
        if (contestant.Stub is null)
        {
            return await ProcessRun.RunAsync(contestant.Program, contestant.Arguments, contestant.Patience, cancellationToken).ConfigureAwait(false);
        }

        await using var stub = await StubProcess.StartAsync(contestant.Stub, cancellationToken).ConfigureAwait(false);
        var port = stub.Port.ToString(CultureInfo.InvariantCulture);
        var arguments = contestant.Arguments.Select(argument => argument.Replace("{port}", port, StringComparison.Ordinal)).ToArray();
        var (line, problem) = await ProcessRun.RunAsync(contestant.Program, arguments, contestant.Patience, cancellationToken).ConfigureAwait(false);
        if (line is not null && await stub.FinishAsync(cancellationToken).ConfigureAwait(false) is { } seen)
        {
            foreach (var (name, value) in seen.Where(figure => !line.ContainsKey(figure.Key)))
            {
                line[name] = value?.DeepClone();
            }
        }

        return (line, problem);
    }

    // The machine is shared: a figure taken while others build is no figure. After some patience it is taken all the same, and its
    // line says how busy the others were.
    private static async Task<double> WaitForQuietAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var others = await BusyCoresAsync(cancellationToken).ConfigureAwait(false);
            if (others <= BusyCores || TimeProvider.System.GetElapsedTime(started) > QuietPatience)
            {
                return others;
            }

            await Task.Delay(LookAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    // The load average remembers a minute, our own work too; the processor time of the last moments tells who works now.
    private static async Task<double> BusyCoresAsync(CancellationToken cancellationToken)
    {
        var before = HostTime.Read();
        await Task.Delay(Look, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return HostTime.Read().BusyCoresSince(before);
    }
}
