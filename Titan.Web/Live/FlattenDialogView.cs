using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>What the flatten dialog needs: the running flatten, whoever began it, and the preview while the dialog is open.</summary>
public sealed record FlattenDialogView(string Mode, FlattenView? Running, FlattenPreview? Preview, string? LastId, bool LastIsRecent)
{
    /// <summary>A receipt this young is shown to who opens the console, once.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    /// <param name="snapshot">Newest picture.</param>
    /// <param name="now">Engine time.</param>
    /// <param name="open">Somebody asks what a flatten would do.</param>
    /// <param name="forecast">What the venue's depth says it would cost.</param>
    public static FlattenDialogView From(EngineSnapshot snapshot, DateTimeOffset now, bool open, FlattenForecast? forecast = null) => new(
        snapshot.Identity.Mode,
        FlattenView.From(snapshot, now),
        open && snapshot.Flatten is null ? FlattenPreview.From(snapshot, now, forecast) : null,
        snapshot.LastFlatten?.Id,
        snapshot.LastFlatten is { } last && now - last.ConfirmedAt < Recent);
}
