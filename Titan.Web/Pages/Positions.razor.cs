using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Pages;

/// <summary>Everything that is open and every order that works, each with the acts that end or protect it.</summary>
public sealed partial class Positions
{
    private HandRights _rights = new(false, false);
    private (string Words, Tone Tone)? _said;
    private string? _closing;
    private string? _modifying;
    private string? _cancelling;

    [Inject]
    public required PositionHands Hands { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Which position is opened below the table; the first one without it.</summary>
    [SupplyParameterFromQuery]
    public string? Symbol { get; set; }

    /// <summary>How much of its price is drawn: 15m, 1h, 4h or 24h.</summary>
    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    // A dialog's sentence names the mark price among other words.
    protected override bool CellsSuffice => _closing is null && _modifying is null;

    protected override SharedRead<PositionDesk> Shared => SharedBy(Filter.Text(Symbol)?.ToUpperInvariant());

    protected override void OnParametersSet() => Refresh();

    protected override async Task OnInitializedAsync() => _rights = await Hands.RightsAsync();

    private static SharedRead<PositionDesk> SharedBy(string? chosen) => new(chosen, (snapshot, now) => PositionDesk.From(snapshot, now, chosen));

    private void Close(string symbol) => (_closing, _modifying, _said) = (symbol, null, null);

    private void Modify(string symbol) => (_modifying, _closing, _said) = (symbol, null, null);

    private void Done(string? words)
    {
        (_closing, _modifying) = (null, null);
        _said = words is null ? null : (words, Tone.Ok);
    }

    private async Task CancelAsync(DeskOrder order)
    {
        _cancelling = order.Id;
        try
        {
            var result = await Hands.CancelAsync(order.Id);
            _said = result.Status == CommandStatus.Done ? (T("{0} {1} cancelled.", order.Symbol, order.What), Tone.Ok) : (Said(result.Message), Tone.Critical);
        }
        finally
        {
            _cancelling = null;
            Refresh();
        }
    }
}
