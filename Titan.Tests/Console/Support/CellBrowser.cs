using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>Does to a page's markup what <c>cells.js</c> does to the page, so that what is told and what is drawn can be compared.</summary>
internal static partial class CellBrowser
{
    /// <summary>The texts of a message by path.</summary>
    public static Dictionary<string, string> Read(string piece)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(piece);
        Collect(document.RootElement, "", texts);
        return texts;
    }

    /// <summary>The markup after the message, without what differs from one drawing to the next by itself.</summary>
    public static string Apply(string markup, string? piece)
    {
        var page = new HtmlParser().ParseDocument(Plain(markup));
        foreach (var (path, text) in piece is null ? [] : Read(piece))
        {
            foreach (var element in page.All.ToArray())
            {
                Show(element, path, text);
            }
        }

        // The round trip is measured, and a chart says itself what it drew when it was loaded.
        foreach (var own in page.QuerySelectorAll(".when-linked, .plot").ToArray())
        {
            own.Remove();
        }

        return page.Body!.InnerHtml;
    }

    private static void Show(IElement element, string path, string text)
    {
        if (element.GetAttribute("data-cell") == path)
        {
            element.ChildNodes.OfType<IText>().First().Data = text;
        }

        foreach (var (from, name, value) in new[] { ("title", "title", text), ("points", "points", text), ("label", "aria-label", text), element.NamespaceUri == NamespaceNames.SvgUri ? ("width", "width", text) : ("width", "style", $"width:{text}"), ("left", "style", $"left:{text}"), ("tone", "class", Tone().Replace(element.ClassName ?? "", text)) })
        {
            if (element.GetAttribute($"data-cell-{from}") == path)
            {
                element.SetAttribute(name, value);
            }
        }

        if (element.GetAttribute("data-cell-x") == path)
        {
            foreach (var name in new[] { "x", "x1", "x2", "cx" }.Where(element.HasAttribute))
            {
                element.SetAttribute(name, text);
            }
        }
    }

    private static void Collect(JsonElement piece, string path, Dictionary<string, string> texts)
    {
        foreach (var one in piece.EnumerateObject())
        {
            if (one.Value.ValueKind == JsonValueKind.String)
            {
                texts.Add(path + one.Name, one.Value.GetString()!);
            }
            else
            {
                Collect(one.Value, path + one.Name, texts);
            }
        }
    }

    private static string Plain(string markup) => Own().Replace(markup, "");

    [GeneratedRegex(@"tone-\w+")]
    private static partial Regex Tone();

    [GeneratedRegex("""panel-\d+| blazor:[a-z:]+="[^"]*"|<!--!-->""", RegexOptions.IgnoreCase)]
    private static partial Regex Own();
}
