using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>The seven figures on top of the overview, in one card.</summary>
public sealed partial class TileRow;
