using Titan.Engine.Model;

namespace Titan.Engine.Venues.Binance;

/// <summary>One of our instruments and the spot pair that leads it; see <see cref="ContractMap"/> for the multiplier.</summary>
internal sealed record SpotPair(Instrument Instrument, string Symbol, decimal Multiplier)
{
    /// <summary>Spelling inside stream names.</summary>
    public string StreamSymbol { get; } = Symbol.ToLowerInvariant();

    /// <summary>Price of one contract unit.</summary>
    public decimal ContractPrice(decimal price) => price * Multiplier;

    /// <summary>Quantity in contract units.</summary>
    public decimal ContractQuantity(decimal quantity) => quantity / Multiplier;
}
