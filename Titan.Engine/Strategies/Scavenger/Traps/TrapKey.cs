using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>
/// What a trap is, however often the map is rebuilt: cooldowns, failures and blacklists are kept by it (spec titan-trading 2.1 step 7).
/// </summary>
public readonly record struct TrapKey(InstrumentId Instrument, TrapType Type, Side Direction)
{
    public override string ToString() => $"{Instrument} {Type.Word()} {(Direction == Side.Buy ? "LONG" : "SHORT")}";
}
