using System.Globalization;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Controls;

/// <summary>Drawdown on the seeds' zones 0, 3, 5, 7: a white needle on four stretches.</summary>
public sealed partial class ZoneMeterBar
{
    private string Words => View.Needle is null ? T("drawdown unknown") : T("drawdown on its zones");

    private static string Part(decimal from, decimal to) => Percent(to - from);

    private static string Percent(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
