using System.Collections.Concurrent;

namespace Titan.Web.Cells;

/// <summary>The wires of all circuits, by the word with which their browsers ask for them. <see cref="TellAll"/> belongs to the beat alone.</summary>
public sealed class CellWires
{
    private readonly ConcurrentDictionary<string, CellWire> _wires = new(StringComparer.Ordinal);
    private readonly List<CellMessage> _written = [];
    private Action _bell = static () => { };
    private long _beat;

    /// <summary>The wire that this word opens; null for a word that no living circuit gave.</summary>
    public CellWire? Find(string token) => _wires.GetValueOrDefault(token);

    /// <summary>Names who makes the beats.</summary>
    public void BeatBy(Action bell) => _bell = bell;

    /// <summary>Somebody waits to be told: the next beat shall come soon.</summary>
    public void Ring() => _bell();

    /// <summary>Tells every browser that is ready what moved since it was told last.</summary>
    public void TellAll()
    {
        _beat++;
        _written.Clear();
        foreach (var (_, wire) in _wires)
        {
            wire.Tell(Written);
        }
    }

    internal void Add(CellWire wire) => _wires[wire.Token] = wire;

    internal void Remove(CellWire wire) => _wires.TryRemove(new KeyValuePair<string, CellWire>(wire.Token, wire));

    // Viewers of one page who keep up are told the same: it is written once.
    private CellMessage Written(IReadOnlyList<(long Drawing, CellPiece Piece)> parts)
    {
        foreach (var message in _written)
        {
            if (message.Tells(parts))
            {
                return message;
            }
        }

        var made = new CellMessage(_beat, parts);
        _written.Add(made);
        return made;
    }
}
