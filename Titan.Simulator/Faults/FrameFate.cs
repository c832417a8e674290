namespace Titan.Simulator.Faults;

/// <summary>What the faults in force do to one frame on its way to one socket.</summary>
internal readonly record struct FrameFate(bool Lost, bool Held, bool Doubled, int DelayMs);
