using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One position; drawn again only when its own figures changed.</summary>
public sealed partial class PositionLine;
