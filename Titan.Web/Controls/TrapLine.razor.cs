using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One tripwire: price, wire, the way between them; drawn again only when its own figures changed.</summary>
public sealed partial class TrapLine;
