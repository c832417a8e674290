namespace Titan.Web.Controls;

/// <summary>The console's icons: strokes on a 24 by 24 grid, drawn for it. Inline, so they are there with the first paint.</summary>
internal static class IconPaths
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["overview"] = "M4 4h7v9H4z M13 4h7v5h-7z M13 11h7v9h-7z M4 15h7v5H4z",
        ["phase-1"] = "M12 3.500a8.500 8.500 0 1 0 8.500 8.500 M12 8a4 4 0 1 0 4 4 M12 12l8-8 M16.500 4v3.500H20",
        ["pause"] = "M8.500 5v14 M15.500 5v14",
        ["play"] = "M8 5.500v13l10.500-6.500z",
        ["positions"] = "M7 4v4 M7 16v4 M5 8h4v8H5z M17 3v3 M17 14v6 M15 6h4v8h-4z",
        ["why"] = "M4 6h9 M4 12h5 M4 18h5 M15 10a4.500 4.500 0 1 0 0 9a4.500 4.500 0 0 0 0-9z M18.200 17.700 21 20.500",
        ["settings"] = "M4 7h9 M17 7h3 M4 12h3 M11 12h9 M4 17h11 M19 17h1 M13 5v4 M7 10v4 M15 15v4",
        ["system"] = "M3.500 5h17v14h-17z M3.500 12h4l2-4 3.500 8 2-4h5.500",
        ["search"] = "M11 5a6 6 0 1 0 0 12a6 6 0 0 0 0-12z M15.500 15.500 20 20",
        ["hand"] = "M8 12V6.500a1.500 1.500 0 0 1 3 0V11 M11 10V5a1.500 1.500 0 0 1 3 0v5.500 M14 10.500V7a1.500 1.500 0 0 1 3 0v7.500c0 3.500-2 6-5.500 6-2.500 0-4-1-5.200-3L4 13.500c-.6-1.200 1-2.300 2-1.200l2 2.200",
        ["key"] = "M7.500 9a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7z M11 12.500h9v3.500 M16.500 12.500v2.500",
        ["download"] = "M12 4v11 M7.500 11l4.500 4.500 4.500-4.500 M5 19.500h14",
        ["lock-open"] = "M6 11h12v9H6z M8.5 11V7.5a3.5 3.5 0 0 1 6.6-1.6 M12 14.5v2",
        ["lock"] = "M6 11h12v9H6z M8.5 11V7.5a3.5 3.5 0 0 1 7 0V11 M12 14.5v2",
        ["warning"] = "M12 4 21 20H3z M12 10v4.5 M12 16.8v.6",
        ["block"] = "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16z M6.4 6.4 17.6 17.6",
        ["check"] = "M5 12.5 9.5 17 19 7",
        ["check-circle"] = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M8 12.3l2.8 2.8L16 9.5",
        ["cross"] = "M6 6 18 18 M18 6 6 18",
        ["cross-circle"] = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M9 9l6 6 M15 9l-6 6",
        ["question"] = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M9.6 9.8a2.4 2.4 0 1 1 3.6 2c-.8.5-1.2 1-1.2 1.9 M12 16.4v.5",
        ["dash"] = "M6 12h12",
        ["clock"] = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M12 7.5V12l3 2",
        ["bell"] = "M6 17v-5.5a6 6 0 0 1 12 0V17l1.5 1.5h-15z M10 21h4 M12 3v2",
        ["person"] = "M12 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7z M5 20c.6-3.6 3.3-5 7-5s6.400 1.400 7 5",
        ["shield-check"] = "M12 3 19 5.600V11c0 4.600-2.900 8-7 10c-4.100-2-7-5.400-7-10V5.600z M9 11.800l2.200 2.200 4-4.300",
        ["shield-warning"] = "M12 3 19 5.600V11c0 4.600-2.900 8-7 10c-4.100-2-7-5.400-7-10V5.600z M12 8v4.500 M12 15v.6",
        ["shield-cross"] = "M12 3 19 5.600V11c0 4.600-2.900 8-7 10c-4.100-2-7-5.400-7-10V5.600z M9.800 9.300l4.400 4.400 M14.200 9.300l-4.400 4.400",
        ["hold"] = "M12 3.5a8.500 8.500 0 1 0 0 17a8.500 8.500 0 0 0 0-17z M12 8.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7z",
        ["bolt"] = "M13.500 3 5.500 13.500H11L10 21l8-10.500h-5.500z",
        ["unlinked"] = "M9 15l-1.500 1.500a3 3 0 0 1-4.200-4.200L6 9.500 M15 9l1.500-1.500a3 3 0 0 1 4.200 4.200L18 14.500 M4 4l16 16",
        ["retry"] = "M19 8a8 8 0 1 0 1 5 M19.500 4v4.500H15",
        ["copy"] = "M9 9h11v11H9z M5 15H4V4h11v1",
        ["disk"] = "M5 4h11l3 3v13H5z M8 4v5h7V4 M8 20v-6h8v6",
        ["spinner"] = "M12 4a8 8 0 1 0 8 8",
        ["arrow-up"] = "M12 19.500V5 M6 11l6-6 6 6",
        ["arrow-down"] = "M12 4.500V19 M6 13l6 6 6-6",
        ["arrow-right"] = "M4.500 12H19 M13 6l6 6-6 6",
        ["pencil"] = "M4.500 19.500 5.500 15.500 16.500 4.500l3 3-11 11z M14 7l3 3",
        ["undo"] = "M8 4.500 4 8.500l4 4 M4.500 8.500H14a5 5 0 0 1 0 10H9",
        ["circle"] = "M12 4.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 0 0 0-15z",
    };

    public static string Of(string name) =>
        Paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"no icon is named '{name}'", nameof(name));
}
