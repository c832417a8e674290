using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One rate with its target.</summary>
public sealed partial class MetricCell;
