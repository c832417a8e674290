using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Signal rate, order latency, fill rate in one line.</summary>
public sealed partial class MetricStrip;
