namespace Titan.Engine.Safety;

/// <summary>Stages of FLATTEN ALL in order (spec titan-trading 5.3); each is journaled, so a restart goes on where it stood.</summary>
public enum FlattenStage
{
    Started,
    CancellingEntries,
    Closing,
    Verifying,
    CancellingLeftovers,
    Flat,
}
