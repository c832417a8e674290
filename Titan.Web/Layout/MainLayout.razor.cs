using Microsoft.AspNetCore.Components;

namespace Titan.Web.Layout;

/// <summary>The frame of every page: rail, header, safety bar, page. The safety bar stands above everything a page or dialog may show.</summary>
public sealed partial class MainLayout
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string SafetyLink => Navigation.Uri.Split('#')[0] + "#safety";
}
