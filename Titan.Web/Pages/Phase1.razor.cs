using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Pages;

/// <summary>The trap strategy at work: how near each tripwire is, what the sensors hear, what sprang and what stopped it.</summary>
public sealed partial class Phase1
{
    private OperatorRights _rights = new("nobody", false, false);
    private (string Words, Tone Tone)? _said;
    private bool _sending;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Whose price is drawn; the one with the nearest wire without it.</summary>
    [SupplyParameterFromQuery]
    public string? Symbol { get; set; }

    /// <summary>How much of it: 15m, 1h, 4h or 24h.</summary>
    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    /// <summary>Which tripwires: near, set or cooling; all without it.</summary>
    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    private string Shown => Show is "near" or "set" or "cooling" ? Show : "";

    private string? Lacking => View.IsPaused ? _rights.MayArm ? null : T(OperatorActs.NeedsTrade) : _rights.MayStop ? null : T(OperatorActs.NeedsStop);

    private IEnumerable<(string Name, string Words, int Count)> Filters =>
        [("", T("All"), View.Rows.Count), ("near", T("Near"), View.Near), ("set", T("Set"), View.Set), ("cooling", T("Cooling"), View.Cooling)];

    protected override SharedRead<PhaseOneDesk> Shared { get; } = new(null, PhaseOneDesk.From);

    protected override async Task OnInitializedAsync() => _rights = await Acts.RightsAsync();

    private bool Shows(TrapRow row) => Shown switch
    {
        "near" => row.IsNear,
        "set" => row.IsSet,
        "cooling" => row.IsCooling,
        _ => true,
    };

    private async Task PauseAsync()
    {
        _sending = true;
        try
        {
            var result = await Acts.PauseAsync(!View.IsPaused, CancellationToken.None);
            _said = result.Status == CommandStatus.Done ? (Said(result.Message), Tone.Ok) : (Said(result.Message), Tone.Critical);
        }
        finally
        {
            _sending = false;
            Refresh();
        }
    }
}
