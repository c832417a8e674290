using System.Globalization;

namespace Titan.Tests.Scenarios;

/// <summary>
/// What one life of a <see cref="KillRun"/> does before its plug is pulled, drawn from the run's dice. One in five dies on the way up; of the
/// others every second one flattens on the way, and every second one is <see cref="Aimed"/>: chance alone may miss every order of a short run.
/// </summary>
/// <param name="Early">The plug is pulled while it starts.</param>
/// <param name="LivesForMs">Milliseconds from its start (early) or from arming to the plug.</param>
/// <param name="FlattensAfterMs">Milliseconds from arming to FLATTEN ALL; null when it does not flatten.</param>
/// <param name="AimsAtOrder">The plug is pulled as soon as its journal shows an order without an answer, this many orders into the life; 0: not aimed.</param>
/// <param name="AfterOrderMs">Milliseconds that the plug waits after that.</param>
internal sealed record KillPlan(bool Early, int LivesForMs, int? FlattensAfterMs, int AimsAtOrder, int AfterOrderMs)
{
    public bool Aimed => AimsAtOrder > 0;

#pragma warning disable CA5394 // The instants of a test are drawn from a printed seed.
    public static KillPlan Draw(Random dice)
    {
        var early = dice.Next(5) == 0;
        var livesFor = early ? dice.Next(50, 2_500) : dice.Next(50, 4_000);
        int? flattens = !early && dice.Next(2) == 0 ? dice.Next(0, livesFor) : null;
        return new KillPlan(early, livesFor, flattens, !early && dice.Next(2) == 0 ? dice.Next(2, 6) : 0, dice.Next(0, 25));
    }
#pragma warning restore CA5394

    public override string ToString() => Early
        ? Invariant($"on its way up, after {LivesForMs} ms")
        : Invariant($"after {LivesForMs} ms{(FlattensAfterMs is { } at ? Invariant($", flattening after {at} ms") : "")}{(Aimed ? Invariant($", or {AfterOrderMs} ms after order {AimsAtOrder} left") : "")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
