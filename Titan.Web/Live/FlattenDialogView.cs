using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>What the flatten dialog needs: the running flatten, whoever began it, and the preview while the dialog is open.</summary>
public sealed record FlattenDialogView(string Mode, FlattenView? Running, FlattenPreview? Preview)
{
    public static FlattenDialogView From(EngineSnapshot snapshot, DateTimeOffset now, bool open) => new(
        snapshot.Identity.Mode, FlattenView.From(snapshot, now), open && snapshot.Flatten is null ? FlattenPreview.From(snapshot, now) : null);
}
