namespace Titan.Web.Layout;

/// <summary>
/// The palette and the list of keys. <c>keys.js</c> shows, filters and follows it, so it answers without a round trip. What is dangerous only
/// opens its dialog, whose first answer is the safe one.
/// </summary>
public sealed partial class Palette
{
    protected override bool ShouldRender() => false;

    private static string KeyOf(string path) => path switch
    {
        "" => "G O",
        "phase-1" => "G 1",
        "positions" => "G P",
        "why" => "G W",
        "alerts" => "G A",
        "settings" => "G S",
        "system" => "G Y",
        _ => "",
    };
}
