namespace Titan.Web.Controls;

/// <summary>Stop, entry, price and target on one bar.</summary>
public sealed partial class LadderBar;
