namespace Titan.Engine.Model;

/// <summary>
/// What we trade on a venue: its steps, limits and fees. Prices and notionals in quote currency (USDT), quantities in base.
/// Rounding lives here because only the instrument knows its tick and lot.
/// </summary>
public sealed record Instrument
{
    // Decimals of a step that is one of them (0.001, 1); -1 for any other step. Cutting decimals off costs a fraction of a division.
    private readonly int _stepPlaces;

    public required InstrumentId Id { get; init; }

    /// <summary>Position in the venue's instrument table; the hot path addresses books and slots by it.</summary>
    public required int Index { get; init; }

    public required string BaseCoin { get; init; }

    /// <summary>Smallest price step, quote currency.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>Smallest quantity step, base currency.</summary>
    public required decimal QuantityStep
    {
        get;
        init => (field, _stepPlaces) = (value, PlacesOf(value));
    }

    public required decimal MinQuantity { get; init; }

    /// <summary>Largest limit order, base currency.</summary>
    public required decimal MaxLimitQuantity { get; init; }

    /// <summary>Largest market order, base currency; bigger closes are split.</summary>
    public required decimal MaxMarketQuantity { get; init; }

    /// <summary>Smallest order value, quote currency; reduce-only closes are exempt.</summary>
    public decimal MinNotional { get; init; }

    public decimal MaxLeverage { get; init; } = 1m;

    public TimeSpan FundingInterval { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Maker fee, fraction.</summary>
    public decimal MakerFee { get; init; } = 0.0002m;

    /// <summary>Taker fee, fraction.</summary>
    public decimal TakerFee { get; init; } = 0.00055m;

    /// <summary>Decimals that a price needs, from the tick size.</summary>
    public int PriceDecimals => Scale(TickSize);

    /// <summary>Decimals that a quantity needs, from the quantity step.</summary>
    public int QuantityDecimals => Scale(QuantityStep);

    /// <summary>Value of a quantity at a price, quote currency.</summary>
    public static decimal Notional(decimal price, decimal quantity) => price * quantity;

    /// <summary>Price in ticks, rounded to nearest; prices from the venue are whole multiples.</summary>
    public long ToTicks(decimal price) => (long)decimal.Round(price / TickSize, MidpointRounding.ToEven);

    public decimal PriceOf(long ticks) => ticks * TickSize;

    /// <summary>Quantity in lots, rounded to nearest; quantities from the venue are whole multiples.</summary>
    public long ToLots(decimal quantity) => (long)decimal.Round(quantity / QuantityStep, MidpointRounding.ToEven);

    public decimal QuantityOf(long lots) => lots * QuantityStep;

    /// <summary>Largest multiple of the tick at or below the price.</summary>
    public decimal FloorPrice(decimal price) => decimal.Floor(price / TickSize) * TickSize;

    /// <summary>Smallest multiple of the tick at or above the price.</summary>
    public decimal CeilingPrice(decimal price) => decimal.Ceiling(price / TickSize) * TickSize;

    /// <summary>Largest multiple of the step at or below the quantity: sizes are never rounded up.</summary>
    public decimal FloorQuantity(decimal quantity) => _stepPlaces >= 0
        ? decimal.Round(quantity, _stepPlaces, MidpointRounding.ToNegativeInfinity)
        : decimal.Floor(quantity / QuantityStep) * QuantityStep;

    public bool IsPriceMultiple(decimal price) => price > 0 && price % TickSize == 0;

    public bool IsQuantityMultiple(decimal quantity) => quantity > 0 && quantity % QuantityStep == 0;

    private static int PlacesOf(decimal step)
    {
        var power = 1m;
        for (var places = 0; places <= 12; places++, power /= 10m)
        {
            if (step == power)
            {
                return places;
            }
        }

        return -1;
    }

    private static int Scale(decimal step) => (step / 1.000000000000000000000000000m).Scale;
}
