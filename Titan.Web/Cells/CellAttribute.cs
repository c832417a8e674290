namespace Titan.Web.Cells;

/// <summary>
/// Marks a text, a place in percent, or a tone of a view record that changes fast: a browser that already shows the record is told the new text alone
/// and nothing is drawn. Every spot that shows the property must say so in the markup (<c>data-cell</c>, see <c>cells.js</c>). A text that
/// becomes empty or stops being empty is always drawn, because markup often leaves an empty one out.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CellAttribute : Attribute;
