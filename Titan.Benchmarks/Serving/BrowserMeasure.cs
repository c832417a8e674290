using System.Globalization;
using System.Text.Json.Nodes;
using Titan.Benchmarks.Lifetimes;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Serving;

/// <summary>
/// From the venue's tick to the pixel, and from an address to a live page, in a real browser (peers/browser.mjs): the overview of the product with the stub
/// as its venue, alone or while other circuits watch.
/// </summary>
internal static class BrowserMeasure
{
    private const int Positions = 10;
    private const int Seconds = 20;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(10);

    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var port = ServedProcess.FreePort();
        using var served = await StubbedProduct.StartAsync(arguments, folder.Path, port, Positions, Positions, cancellationToken).ConfigureAwait(false);
        var (address, beside) = (string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), arguments.Number("circuits", 0));
        using var others = beside == 0 ? null : new ViewerProcess(
            [Path.Combine(arguments.Required("peers"), "circuits.mjs"), "--url", address, "--user", StubbedProduct.User, "--circuits", beside.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        if (others is not null)
        {
            await others.OpenedAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Warm, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        using var browser = new ViewerProcess(
            [Path.Combine(arguments.Required("peers"), "browser.mjs"), "--url", address, "--user", StubbedProduct.User, "--seconds", Seconds.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        return Told(new Measurement("pixel", peer).With("circuits", beside), await browser.OpenedAsync(cancellationToken).ConfigureAwait(false));
    }

    private static Measurement Told(Measurement line, JsonObject figures) =>
        figures.Aggregate(line, static (told, figure) => figure.Value is { } value ? told.With(figure.Key, value.GetValue<double>()) : told);
}
