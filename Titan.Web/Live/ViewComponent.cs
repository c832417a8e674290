using Microsoft.AspNetCore.Components;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>A component that draws one view record given by its parent, and again only when the record differs from the drawn one.</summary>
public abstract class ViewComponent<TView> : ComponentBase
    where TView : class, IEquatable<TView>
{
    private TView? _drawn;
    private string? _drawnAt;

    [Parameter, EditorRequired]
    public required TView View { get; set; }

    /// <summary>Path of the record, whose cells then move without drawing; null where nobody tells them.</summary>
    [Parameter]
    public string? Cells { get; set; }

    /// <summary>The path of a property of the record.</summary>
    protected string? Spot(string property) => CellPath.Of<TView>(Cells, property);

    protected override bool ShouldRender() => !View.Equals(_drawn) || Cells != _drawnAt;

    protected override void OnAfterRender(bool firstRender) => (_drawn, _drawnAt) = (View, Cells);
}
