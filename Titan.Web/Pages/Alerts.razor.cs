using Microsoft.AspNetCore.Components;
using Titan.Web.Controls;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Pages;

/// <summary>What Titan told, what happened, and who did what: three searches over the journal, each with an address of its own.</summary>
public sealed partial class Alerts
{
    /// <summary>alerts, events or audit.</summary>
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    private string Chosen => Tab is "events" or "audit" ? Tab : "alerts";

    private static IReadOnlyList<PageTab> Tabs =>
    [
        new("alerts", T("Alerts"), "alerts"),
        new("events", T("Events"), "alerts?tab=events"),
        new("audit", T("Audit search"), "alerts?tab=audit"),
    ];
}
