using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>Which symbols may be entered, and what is open in each (seed 002 "Managing Asset Whitelist"): one symbol on or off is one version.</summary>
public sealed partial class AssetsTab
{
    private OperatorRights? _rights;
    private SettingsSaved? _saved;
    private (string Symbol, bool Add)? _asked;
    private string _symbol = "";
    private string? _wrong;
    private string? _target;

    [Inject]
    public required TitanConfig Config { get; init; }

    [Inject]
    public required OperatorActs Acts { get; init; }

    private bool MayChange => _rights?.MayLift == true;

    protected override AssetsSight Read(EngineSnapshot snapshot, DateTimeOffset now) => AssetsSight.From(snapshot, Config.Whitelist.Symbols);

    protected override async Task OnInitializedAsync() => _rights = await Acts.RightsAsync();

    private void Retyped() => _wrong = null;

    // The engine judges again, and asks the venue; what it would refuse for its form is said beside the field at once.
    private void Add()
    {
        var symbol = WhitelistConfig.Normal(_symbol);
        _wrong = !WhitelistConfig.IsSymbol(symbol) ? T("{0}: 2 to 20 capitals or digits, then USDT.", symbol.Length == 0 ? T("empty") : symbol)
            : View.Rows.Any(row => row.Listed && row.Symbol == symbol) ? T("{0} is on the list already.", symbol)
            : null;
        if (_wrong is null && MayChange)
        {
            Ask(symbol, true);
        }
    }

    private void Ask(string symbol, bool add) => (_asked, _saved) = ((symbol, add), null);

    private void Done(SettingsSaved? saved)
    {
        (_asked, _saved) = (null, saved);
        if (saved is not null)
        {
            _symbol = "";
        }

        Refresh();
    }

    private void Returning(string tag) => _target = tag;

    private void Returned(SettingsSaved? saved)
    {
        (_target, _saved) = (null, saved ?? _saved);
        Refresh();
    }
}
