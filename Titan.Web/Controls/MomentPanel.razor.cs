using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>
/// The price around a decision as far as the engine remembers it (decision page 0011), or one sentence that it does not. Right after a decision the
/// line still grows; later nothing here moves.
/// </summary>
public sealed partial class MomentPanel
{
    private static readonly TimeSpan Grows = TimeSpan.FromMinutes(16);

    [Inject]
    public required IPriceHistory History { get; init; }

    [Parameter, EditorRequired]
    public required DecisionMoment Moment { get; set; }

    protected override bool MayHaveChanged => Feed.Now - Moment.At < Grows;

    protected override MomentPrices Read(EngineSnapshot snapshot, DateTimeOffset now) => MomentPrices.Of(History, Moment.Symbol, Moment.At, Moment.Seen);

    protected override void OnParametersSet() => Refresh();
}
