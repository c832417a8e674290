using System.Globalization;

namespace Titan.Web.Controls;

/// <summary>Stop, entry, price and target on one bar.</summary>
public sealed partial class LadderBar
{
    private static string P(decimal percent) => percent.ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
