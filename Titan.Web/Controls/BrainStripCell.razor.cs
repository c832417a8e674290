using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One judgement: key, value, a bar where something is used up, and what stands behind it.</summary>
public sealed partial class BrainStripCell;
