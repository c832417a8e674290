using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Why the breaker tripped, what stays, and how long nothing can be armed.</summary>
public sealed partial class BreakerBanner;
