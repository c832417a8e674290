using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>A price chart for those who read instead of look: its lines, what happened with the way to its record, and prices.</summary>
public sealed partial class PriceTable
{
    [Parameter, EditorRequired]
    public required string Symbol { get; set; }
}
