using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>The trap must still be the one that sprang: not expired, not cancelled (spec titan-trading 2.6 step 5).</summary>
internal sealed class StillFiring : IFakeOutFilter
{
    public string Reason => "TRAP_INVALIDATED";

    public string? Refuse(in BiteSight sight) =>
        sight.Trap is { Firing: true, Status: TrapStatus.Triggered } ? null : $"the trap is {sight.Trap.Status} now";
}
