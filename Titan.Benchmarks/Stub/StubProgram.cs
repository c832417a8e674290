using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Stub;

/// <summary>
/// The stub venue as a program: prints its port, serves until its standard input is closed, then prints what it saw. It takes every
/// order at once, judges only signatures, and is the same for all contestants.
/// </summary>
internal static class StubProgram
{
    public static async Task RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var symbols = arguments.Number("symbols", 10);
        var scenario = arguments.Text("scenario", "quiet") switch
        {
            "flood" => new FloodScenario(arguments.Required("data"), symbols),
            "account" => Account(arguments, symbols),
            "push" => new PushScenario(Opened(arguments, symbols), symbols, moves: !arguments.Has("silent")),
            "trigger" => (IStubScenario)new TriggerScenario(symbols, arguments.Number("warm", 300), arguments.Number("samples", 500), arguments.Number("pace", 4)),
            _ => new QuietScenario(),
        };
        await using var venue = new StubVenue(scenario, symbols);
        Console.Out.WriteLine(venue.Port);
        var serving = venue.ServeAsync(cancellationToken);
        while (await Console.In.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
        }

        var line = new Measurement("stub", "stub");
        scenario.Describe(line);
        line.With("orders_accepted", venue.Accepted).With("orders_refused", venue.Refused).Print();
        await venue.DisposeAsync().ConfigureAwait(false);
        await serving.ConfigureAwait(false);
    }

    private static AccountScenario Account(BenchmarkArguments arguments, int symbols)
    {
        var market = arguments.Has("rate") ? new PacedFrames(arguments.Required("data"), arguments.Number("rate", 0)) : null;
        return new AccountScenario(Opened(arguments, symbols), TimeSpan.FromMilliseconds(arguments.Number("answer-ms", 0)), market, symbols);
    }

    private static StubAccount Opened(BenchmarkArguments arguments, int symbols)
    {
        var account = new StubAccount(symbols);
        account.Open(arguments.Number("open", 0));
        return account;
    }
}
