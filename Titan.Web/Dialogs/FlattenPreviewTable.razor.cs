namespace Titan.Web.Dialogs;

/// <summary>What FLATTEN ALL would send, what it would cost at the venue's depth and at worst, and in which order.</summary>
public sealed partial class FlattenPreviewTable;
