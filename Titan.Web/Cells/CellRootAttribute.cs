namespace Titan.Web.Cells;

/// <summary>Marks the view record of a live component whose cells may move without drawing.</summary>
/// <param name="path">Start of all its cells' paths: one capital letter that no other view on the same page has.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CellRootAttribute(string path) : Attribute
{
    public string Path => path;

    /// <summary>The record is one cell, told as a whole to a script that draws by itself, such as a chart.</summary>
    public bool IsWhole { get; init; }
}
