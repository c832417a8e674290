using System.Diagnostics;
using System.Globalization;
using System.Text;
using Titan.Tests.Support;
using Titan.Web.Cli;

namespace Titan.Tests.Cli;

/// <summary>titan rehearse as a person types it: a file in, a report out, and words instead of stack traces when something does not fit.</summary>
public sealed class RehearseVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rehearse_OfARecording_PlaysItToTheEndAndReports()
    {
        var (code, output, error) = await RunAsync("rehearse", Minutes(90), "--Titan:Strategies:Breakout:ChannelBars=5", "--decisions", Path.Combine(_folder.Path, "decisions.txt"));

        Assert.True(code == ExitCodes.Ok, error);
        Assert.Contains("to the end", output, StringComparison.Ordinal);
        Assert.Contains("LIQUIDATION", output, StringComparison.Ordinal);
        Assert.Contains("the ledger ties to the venue's books", output, StringComparison.Ordinal);
        Assert.Matches(@"decisions \d+, sha256 [0-9a-f]{64}", output);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "decisions.txt")));
    }

    [Theory]
    [InlineData("nowhere_BTCUSDT_1m.csv", "There is no recording", ExitCodes.Failed)]
    [InlineData("bybit_linear_BTCUSDT_1m.csv|--speed|0", "allowed 0.1 to 1000, or max", ExitCodes.Failed)]
    [InlineData("bybit_linear_BTCUSDT_1m.csv|--minutes|0", "a number above 0", ExitCodes.Usage)]
    [InlineData("bybit_linear_BTCUSDT_1m.csv|--fast", "does not know --fast", ExitCodes.Usage)]
    [InlineData("bybit_linear_BTCUSDT_1m.csv|--Titan:Risk:MaxLeverage=1000", "MaxLeverage", ExitCodes.Failed)]
    public async Task Rehearse_OfWhatDoesNotFit_SaysWhatToDo(string line, string words, int expected)
    {
        Minutes(40);
        var arguments = line.Split('|');
        arguments[0] = Path.Combine(_folder.Path, arguments[0]);

        var (code, _, error) = await RunAsync(["rehearse", .. arguments]);

        Assert.Equal(expected, code);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private string Minutes(int count)
    {
        var text = new StringBuilder("ts_ms,open,high,low,close,volume\n");
        for (var minute = 0; minute < count; minute++)
        {
            var open = 50_000 + (minute % 17 * 20);
            text.Append(CultureInfo.InvariantCulture, $"{minute * 60_000L},{open},{open + 30},{open - 30},{open + 10},12\n");
        }

        var path = Path.Combine(_folder.Path, "bybit_linear_BTCUSDT_1m.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Titan.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }
}
