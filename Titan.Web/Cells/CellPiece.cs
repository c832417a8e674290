using System.Text;

namespace Titan.Web.Cells;

/// <summary>Cells with their new texts, written once as JSON for every browser that makes the same step: objects in the shape of their paths.</summary>
public sealed class CellPiece
{
    private readonly byte[] _json;

    internal CellPiece(ReadOnlySpan<byte> json) => _json = json.ToArray();

    /// <summary>As it is sent.</summary>
    internal ReadOnlySpan<byte> Json => _json;

    public override string ToString() => Encoding.UTF8.GetString(_json);
}
