namespace Titan.Engine.Safety;

/// <summary>One precondition of arming; <paramref name="Met"/> null means unknown, which counts as failing; not installed ones block nothing.</summary>
/// <param name="Code">Stable word: VENUE, BINANCE, DATABASE, RECONCILED, BREAKER, DAILY_LOSS, CONFIG, CLOCK.</param>
/// <param name="Name">For people: Bybit, Database …</param>
/// <param name="Met">True, false or unknown.</param>
/// <param name="Value">What was seen, with unit: 0.2 s, 41 s in sync, -2.3 of -7 %.</param>
/// <param name="Cure">What to do when it is not met.</param>
/// <param name="Installed">False for parts that are not installed yet.</param>
public sealed record Precondition(string Code, string Name, bool? Met, string Value, string Cure, bool Installed = true)
{
    public bool Blocks => Installed && Met != true;
}
