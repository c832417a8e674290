using Titan.Web.Cells;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Controls;

/// <summary>Drawdown on the seeds' zones 0, 3, 5, 7: a white needle on four stretches.</summary>
public sealed partial class ZoneMeterBar
{
    private string Words => View.Needle is null ? T("drawdown unknown") : T("drawdown on its zones");

    private static string Part(decimal from, decimal to) => CellText.Percent(to - from);
}
