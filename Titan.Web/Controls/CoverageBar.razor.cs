using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>What a coverage bar looks at on each beat; no position, no bar.</summary>
public sealed record CoverageSight(CoverageMark? Mark);

/// <summary>
/// How much of an open position had a live stop on the venue, from its opening to now, read from the journal: once, and again when size or cover change. Draws
/// anew when the bar would differ by a hundredth.
/// </summary>
public sealed partial class CoverageBar
{
    private IReadOnlyList<CoverageStep> _steps = [];
    private (string Id, decimal Covered, decimal Size)? _read;
    private CoverageView? _bar;
    private string? _symbol;
    private bool _failed;

    [Inject]
    public required IDiary Diary { get; init; }

    [Parameter, EditorRequired]
    public required string Symbol { get; set; }

    protected override CoverageSight Read(EngineSnapshot snapshot, DateTimeOffset now) => new(CoverageMark.Of(snapshot, Symbol, now));

    protected override async Task OnParametersSetAsync()
    {
        if (_symbol != Symbol)
        {
            _symbol = Symbol;
            Refresh();
            await FollowAsync();
        }
    }

    protected override Task OnViewChangedAsync() => FollowAsync();

    private async Task FollowAsync()
    {
        if (View.Mark is not { } mark)
        {
            (_bar, _read, _failed) = (null, null, false);
            return;
        }

        var key = (mark.Id, mark.Covered, mark.Size);
        if (_read != key && Feed.Current.Positions.FirstOrDefault(view => view.Position.Id == mark.Id) is { } open)
        {
            try
            {
                var steps = await Diary.GetCoverageAsync(open.Position, CancellationToken.None);
                if (View.Mark is not { } newest || (newest.Id, newest.Covered, newest.Size) != key)
                {
                    // It changed while the journal was read: whoever saw that reads, or has read, again.
                    return;
                }

                (_steps, _read, _failed) = (steps, key, false);
            }
            catch (Exception problem) when (problem is System.Data.Common.DbException or InvalidOperationException)
            {
                // Asked again with the next change; the table beside it still says what covers the position now.
                (_steps, _failed) = ([], true);
            }
        }

        _bar = _steps.Count == 0 ? null : CoverageView.Of(UpToNow(mark), mark.Decimals, Feed.Now);
    }

    // The last change may still be on its way to the disk, and what the engine knows now is the end of the story.
    private IReadOnlyList<CoverageStep> UpToNow(CoverageMark mark) =>
        (_steps[^1].Covered, _steps[^1].Size) == (mark.Covered, mark.Size) ? _steps : [.. _steps, new CoverageStep(Feed.Now, mark.Covered, mark.Size)];
}
