using Microsoft.AspNetCore.Components;

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

    private string Theme => IsLight ? "light" : "dark";
}
