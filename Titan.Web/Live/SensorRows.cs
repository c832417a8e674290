using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Engine.Venues;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>Both venues as the trap strategy hears them, who leads, and how far an order may slip.</summary>
public static class SensorRows
{
    private static readonly TimeSpan Degraded = TimeSpan.FromSeconds(5);

    /// <summary>A socket without a print for so long is taken for dead (spec titan-trading 2.5).</summary>
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(30);

    public static ValueList<SensorRow> Of(EngineSnapshot snapshot, ScavengerView view, DateTimeOffset now) => [Binance(view, now), Bybit(snapshot, now), Lead(view), Slippage(view)];

    private static SensorRow Binance(ScavengerView view, DateTimeOffset now)
    {
        var rate = T("{0} trades/s", (view.SpotTradesPerSecond).ToString("0.#", CultureInfo.InvariantCulture));
        return view.LastSpotAt is not { } last ? new SensorRow("DOWN", Tone.Unknown, "Binance Spot", T("nothing heard yet"), Figures.Unknown)
            : now - last > Down ? new SensorRow("DOWN", Tone.Critical, "Binance Spot", T("last print"), Figures.Age(now - last))
            : now - last > Degraded ? new SensorRow("DEGRADED", Tone.Warn, "Binance Spot", T("last print"), Figures.Age(now - last))
            : new SensorRow("OK", Tone.Ok, "Binance Spot", rate, "", Spark(view));
    }

    private static SensorRow Bybit(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var venue = snapshot.Venue;
        var market = venue.Streams.FirstOrDefault(stream => stream.Stream == StreamKind.Public);
        var ping = T("ping {0}", Figures.Milliseconds(venue.RestLatencyMs));
        return market is not { Connected: true } ? new SensorRow("DOWN", Tone.Critical, "Bybit perps", T("market stream"), market is null ? Figures.Unknown : Figures.Age(now - market.Since))
            : !venue.RestHealthy || venue.BackingOff || now - (market.LastMessageAt ?? now) > Degraded ? new SensorRow("DEGRADED", Tone.Warn, "Bybit perps", ping, "")
            : new SensorRow(snapshot.Arm.AllowsEntries ? "ARMED" : "OK", Tone.Ok, "Bybit perps", ping, "");
    }

    private static SensorRow Lead(ScavengerView view) => view.LeadKnown == 0
        ? new SensorRow("LEAD", Tone.Unknown, T("Who leads"), T("too few pairs to tell"), Figures.Unknown)
        : new SensorRow(
            "LEAD", Tone.Plain, T("Binance leads"), view.LeadCorrelation is { } r ? string.Create(CultureInfo.InvariantCulture, $"r {r:0.00}") : "",
            T("{0} of {1}", view.BinanceLeads, view.LeadKnown));

    private static SensorRow Slippage(ScavengerView view) =>
        new("EST.", Tone.Plain, T("Slippage"), T("bound of a market entry"), view.LeadKnown > 0 && view.BinanceLeads == 0 ? "30 bps" : "50 bps");

    private static string Spark(ScavengerView view)
    {
        var most = view.SpotRateSeries.Length == 0 ? 0 : view.SpotRateSeries.Max();
        return most == 0 ? "" : string.Join(' ', view.SpotRateSeries.Select((count, index) => string.Create(CultureInfo.InvariantCulture, $"{index * 3},{22 - (20.0 * count / most):0.#}")));
    }
}
