using System.Globalization;

namespace Titan.Web.Dialogs;

/// <summary>How far a flatten is: the engine's persisted steps, each position with what is filled, and the venue's refusals in its own words.</summary>
public sealed partial class FlattenProgress
{
    private string Share => string.Create(CultureInfo.InvariantCulture, $"{(View.Total == 0 ? 100 : 100 * View.Closed / View.Total)}%");
}
