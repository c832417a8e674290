namespace Titan.Web.Dialogs;

/// <summary>The receipt of a finished flatten: who, why, when, each position and order, slippage, cost, and the time to the venue's word.</summary>
public sealed partial class FlattenReceiptTable;
