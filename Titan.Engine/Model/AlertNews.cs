namespace Titan.Engine.Model;

/// <summary>
/// Alerts that may be told at severity INFO: good news that asks nothing of anybody. The table of events holds many other rows of that severity
/// that never were alerts, so the list of alerts knows them by these codes.
/// </summary>
public static class AlertNews
{
    public static IReadOnlyList<string> Codes { get; } = ["BINANCE_BACK", "CONFIG_CHANGE", "FEED_BACK", "PHASE_TRANSITION"];
}
