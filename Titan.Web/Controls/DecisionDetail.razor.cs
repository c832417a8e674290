namespace Titan.Web.Controls;

/// <summary>One decision from signal to outcome.</summary>
public sealed partial class DecisionDetail;
