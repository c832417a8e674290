using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>The preconditions of arming in one line on a desk, folded on a phone while all are met.</summary>
public sealed partial class ChecklistStrip;
