using System.Text.Json;
using Microsoft.AspNetCore.Components;
using static Titan.Web.Languages.Words;

namespace Titan.Web;

/// <summary>The document around the console. Rendered once per page load; the theme comes from the viewer's cookie, so the first paint is right.</summary>
public sealed partial class App
{
    /// <summary>Name of the cookie that <c>console.js</c> writes.</summary>
    public const string ThemeCookie = "titan-theme";

    private const string DarkSheet = "_content/Radzen.Blazor/css/material-dark-base.css";
    private const string LightSheet = "_content/Radzen.Blazor/css/material-base.css";

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    private bool IsLight => Context?.Request.Cookies[ThemeCookie] == "light";

    /// <summary>What the scripts say, by its English text; empty for readers of English.</summary>
    private static string ScriptWords => Language == "en" ? "{}" : JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["old"] = T("old"),
        ["s more"] = T("s more"),
        ["Disconnected"] = T("Disconnected"),
        ["Back after"] = T("Back after"),
        ["breaker trips below"] = T("breaker trips below"),
        ["if every stop fills"] = T("if every stop fills"),
        ["day start"] = T("day start"),
        ["peak"] = T("peak"),
    });

    private string Theme => IsLight ? "light" : "dark";
}
