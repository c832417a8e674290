using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>
/// Prices of the last day, for people who look at a chart. The perpetual's middle price as the engine saw it; before this process began, the
/// closes of the bars that it loaded at its start. In memory only; no decision reads it. Any thread may ask.
/// </summary>
public interface IPriceHistory
{
    /// <summary>Instruments with at least one price, by name.</summary>
    IReadOnlyList<PricedInstrument> Instruments { get; }

    /// <summary>Newest price and when it was seen; null while there is none.</summary>
    PricePoint? Newest(InstrumentId instrument);

    /// <summary>
    /// Prices between two times, oldest first, at most about <paramref name="mostPoints"/>: thinned by lowest and highest of each span, so no
    /// spike is lost. Where nothing was heard stands a point without a price.
    /// </summary>
    IReadOnlyList<PricePoint> Read(InstrumentId instrument, DateTimeOffset from, DateTimeOffset to, int mostPoints);
}

/// <summary>An instrument with prices, and the decimals of them.</summary>
public sealed record PricedInstrument(InstrumentId Id, int PriceDecimals);

/// <summary>A price at a time, quote currency; without a price: nothing was heard. A double, because it is only ever drawn.</summary>
public readonly record struct PricePoint(DateTimeOffset At, double? Price);
