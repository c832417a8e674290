using Microsoft.AspNetCore.Components;
using Titan.Web.Live;
using Titan.Web.Shift;

namespace Titan.Web.Controls;

/// <summary>Who holds the shift and whether the morning list is signed, in one quiet line.</summary>
public sealed partial class ShiftLine
{
    private SharedRead<ShiftLineView>? _shared;

    [Inject]
    public required SignOffs Signed { get; init; }

    protected override SharedRead<ShiftLineView> Shared => _shared ??= SharedBy(Signed);

    private static SharedRead<ShiftLineView> SharedBy(SignOffs signed) => new(null, (_, now) => ShiftLineView.From(signed, now));

    protected override async Task OnInitializedAsync()
    {
        await Signed.LoadAsync(CancellationToken.None);
        Refresh();
    }
}
