using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Shift;

namespace Titan.Web.Controls;

/// <summary>Who holds the shift and whether the morning list is signed, in one quiet line.</summary>
public sealed partial class ShiftLine
{
    [Inject]
    public required SignOffs Signed { get; init; }

    protected override ShiftLineView Read(EngineSnapshot snapshot, DateTimeOffset now) => ShiftLineView.From(Signed, now);

    protected override async Task OnInitializedAsync()
    {
        await Signed.LoadAsync(CancellationToken.None);
        Refresh();
    }
}
