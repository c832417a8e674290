using Microsoft.AspNetCore.Components;

namespace Titan.Web.Live;

/// <summary>A component that draws one view record given by its parent, and again only when the record differs from the drawn one.</summary>
public abstract class ViewComponent<TView> : ComponentBase
    where TView : class, IEquatable<TView>
{
    private TView? _drawn;

    [Parameter, EditorRequired]
    public required TView View { get; set; }

    protected override bool ShouldRender() => !View.Equals(_drawn);

    protected override void OnAfterRender(bool firstRender) => _drawn = View;
}
