using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using Titan.Web.Shift;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Pages;

/// <summary>
/// The desk's checklists: what the console can judge it judges live, the rest has a box. Ticks are part of the address, so a reload keeps them; a
/// signature goes into the audit with name, time and whatever was open. Nothing here trades or changes a setting.
/// </summary>
public sealed partial class Checklists
{
    private OperatorRights _rights = new("", false, false);
    private (string Words, Tone Tone)? _said;
    private string _note = "";
    private bool _busy;

    // The address follows the boxes by a round trip: whoever ticks two within one would lose the first, were it asked again.
    private HashSet<string> _ticked = [];
    private ShiftList? _tickedOf;

    [Parameter]
    public string? Name { get; set; }

    /// <summary>Ticked boxes, by comma.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [Inject]
    public required SignOffs Signed { get; init; }

    [Inject]
    public required Acknowledgements Seen { get; init; }

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required NavigationManager Address { get; init; }

    private ShiftList List => ShiftLists.Of(Name) ?? ShiftList.Morning;

    private bool NeedsNote => List == ShiftList.HandOver || View.HasOpen;

    private string Promise => List == ShiftList.HandOver
        ? T("The note stands on Overview until the shift is taken over. Nothing is traded or changed.")
        : T("Keeps name, time and what is open in the audit. Nothing is traded or changed.");


    protected override ShiftView Read(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var open = snapshot.Alerts.Count(alert => alert.WantsAcknowledgement && now - alert.At <= TimeSpan.FromHours(24) && !Seen.Known.ContainsKey(alert.Sequence));
        return ShiftView.From(List, snapshot, now, open, Signed);
    }

    protected override async Task OnInitializedAsync()
    {
        _rights = await Acts.RightsAsync();
        await Seen.LoadAsync(Feed.Now - TimeSpan.FromHours(24), CancellationToken.None);
        await Signed.LoadAsync(CancellationToken.None);
    }

    protected override void OnParametersSet()
    {
        if (_tickedOf != List)
        {
            _tickedOf = List;
            _ticked = [.. (Done ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];
        }

        Refresh();
    }

    private static string GlyphOf(ShiftItem item) => item.Tone switch
    {
        Tone.Ok or Tone.Plain => "check",
        Tone.Muted => "dash",
        Tone.Unknown => "question",
        Tone.Stale => "clock",
        _ => "cross",
    };

    private bool IsDone(string key) => _ticked.Contains(key);

    private void Toggle(string key)
    {
        if (!_ticked.Remove(key))
        {
            _ticked.Add(key);
        }

        _said = null;
        Address.NavigateTo(Address.GetUriWithQueryParameter("done", _ticked.Count == 0 ? null : string.Join(',', _ticked.Order(StringComparer.Ordinal))), replace: true);
    }

    private async Task SignAsync()
    {
        var missing = View.Items.Where(item => item.ByHand && !IsDone(item.Key)).ToArray();
        if (missing.Length > 0)
        {
            _said = (T("Not signed: tick {0} first.", string.Join(", ", missing.Select(static item => item.Text))), Tone.Critical);
        }
        else if (NeedsNote && _note.Trim().Length < SignOffs.ShortestNote)
        {
            _said = (List == ShiftList.HandOver
                ? T("Not signed: the next person needs a note of {0} to {1} characters.", SignOffs.ShortestNote, SignOffs.LongestNote)
                : T("Not signed: something is open. Say in {0} to {1} characters what is done about it.", SignOffs.ShortestNote, SignOffs.LongestNote), Tone.Critical);
        }
        else
        {
            await SendAsync(taken: false);
        }
    }

    private Task TakeAsync() => SendAsync(taken: true);

    private async Task SendAsync(bool taken)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var result = await Acts.SignAsync(List, View.Summary, _note, taken, CancellationToken.None);
            _said = result.Status == CommandStatus.Done
                ? (taken ? T("The shift is yours.") : T("Signed."), Tone.Ok)
                : (T("Not signed: {0}", Said(result.Message)), Tone.Critical);
            if (result.Status == CommandStatus.Done)
            {
                _note = "";
                _ticked.Clear();
                Address.NavigateTo(Address.GetUriWithQueryParameter("done", (string?)null), replace: true);
            }
        }
        finally
        {
            _busy = false;
            Refresh();
        }
    }
}
