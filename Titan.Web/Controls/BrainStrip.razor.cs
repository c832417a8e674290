using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Room for today, the breaker's nearest limit and the newest decision, in one line under the tiles.</summary>
public sealed partial class BrainStrip;
