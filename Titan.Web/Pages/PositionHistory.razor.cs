using Microsoft.AspNetCore.Components;

namespace Titan.Web.Pages;

/// <summary>What was held and what was ordered, page by page.</summary>
public sealed partial class PositionHistory
{
    /// <summary>trades or orders.</summary>
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    private string Chosen => Tab == "orders" ? "orders" : "trades";
}
