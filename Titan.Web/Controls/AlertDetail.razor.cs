using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One alert with its evidence, its meaning and the next step.</summary>
public sealed partial class AlertDetail
{
    private AlertGuide Guide => AlertGuide.Of(View.Code);
}
