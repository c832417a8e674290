using System.Globalization;

namespace Titan.Web.Live;

/// <summary>
/// How this viewer wants to read: language and zone from cookies, for the request and for the circuit that begins with it. Figures keep the
/// invariant culture in every language.
/// </summary>
public static class ViewerSettings
{
    /// <summary>Cookie with the two letters of the language.</summary>
    public const string LanguageCookie = "titan-language";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    public static Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        CultureInfo.CurrentUICulture = LanguageOf(context.Request) == "de" ? German : English;
        // The on-call page and the programs' doors always speak UTC.
        if (!context.Request.Path.StartsWithSegments("/oncall") && !Access.Doors.IsApi(context.Request.Path))
        {
            ViewerZone.Current = ViewerZone.Of(context.Request.Cookies[ViewerZone.Cookie]);
        }

        return next(context);
    }

    // What was chosen; without a choice the browser's first language.
    private static string LanguageOf(HttpRequest request) =>
        request.Cookies[LanguageCookie] is { Length: 2 } chosen ? chosen
        : request.Headers.AcceptLanguage.Count == 0 ? "en"
        : request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.Value is { } wanted && wanted.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? "de"
        : "en";
}
