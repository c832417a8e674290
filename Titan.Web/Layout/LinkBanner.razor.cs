using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Layout;

/// <summary>
/// What stands below the safety bar while the page has lost its server. Blazor's script finds it by its id and marks it with classes;
/// <c>link.js</c> counts and reloads. Drawn ahead of time, because a lost circuit cannot render.
/// </summary>
public sealed partial class LinkBanner
{
    private const string Shell = "./titan flatten --reason \"console down\"";

    [Inject]
    public required FaceParts Parts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Http => $"curl -u titan_admin -X POST {Navigation.BaseUri}api/emergency/flatten";

    protected override bool ShouldRender() => false;
}
