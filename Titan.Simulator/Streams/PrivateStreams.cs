using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Streams;

/// <summary>
/// The private topics. What one command or step caused leaves together: one message per topic, rows in the order they
/// happened, positions and executions before orders (the venue promises no order between topics). Nothing is replayed.
/// </summary>
internal sealed class PrivateStreams(Venue venue, VenueIds messageIds) : IDisposable
{
    private static readonly string[] s_topics = ["order", "execution", "execution.fast", "position", "wallet", "greeks"];
    private readonly FrameWriter _frames = new();
    private readonly HashSet<StreamConnection> _connections = [];
    private readonly List<byte[]> _orders = [];
    private readonly List<byte[]> _executions = [];
    private readonly List<byte[]> _fast = [];
    private readonly Dictionary<string, byte[]> _positions = new(StringComparer.Ordinal);
    private bool _wallet;

    private bool IsHeard => _connections.Count > 0;

    /// <summary>Plain topics and their .linear form.</summary>
    public static bool IsKnown(string topic) => s_topics.Contains(Plain(topic));

    public void Join(StreamConnection connection) => _connections.Add(connection);

    public void Leave(StreamConnection connection) => _connections.Remove(connection);

    public void OrderChanged(Order order)
    {
        if (IsHeard) _orders.Add(_frames.Value(order, static (writer, o) => OrderJson.Write(writer, o, onStream: true)));
    }

    public void Executed(Execution execution)
    {
        if (!IsHeard) return;
        _executions.Add(_frames.Value(execution, static (writer, e) => ExecutionJson.Write(writer, e, onStream: true)));
        if (execution.ExecType == "Trade") _fast.Add(_frames.Value(execution, ExecutionJson.WriteFast));
    }

    public void PositionChanged(Position position)
    {
        if (IsHeard) _positions[position.Instrument.Symbol] = _frames.Value((position, venue.Account), static (writer, s) => PositionJson.Write(writer, s.position, s.Account, onStream: true));
    }

    public void WalletChanged() => _wallet = true;

    public void Flush()
    {
        if (IsHeard)
        {
            if (_fast.Count > 0) Send("execution.fast", _fast);
            if (_positions.Count > 0) Send("position", _positions.Values);
            if (_executions.Count > 0) Send("execution", _executions);
            if (_orders.Count > 0) Send("order", _orders);
            if (_wallet) Send("wallet", [_frames.Value(venue.Account, WalletJson.Write)]);
        }
        _orders.Clear();
        _executions.Clear();
        _fast.Clear();
        _positions.Clear();
        _wallet = false;
    }

    public void Dispose() => _frames.Dispose();

    private static string Plain(string topic) => topic.EndsWith(".linear", StringComparison.Ordinal) ? topic[..^".linear".Length] : topic;

    private void Send(string topic, IReadOnlyCollection<byte[]> rows)
    {
        foreach (var connection in _connections)
        {
            foreach (var asked in connection.Topics)
            {
                if (Plain(asked) != topic) continue;
                connection.Send(_frames.Frame((Id: messageIds.Next(), asked, rows, Now: venue.NowMs), static (writer, s) =>
                {
                    writer.WriteString("id", s.Id);
                    writer.WriteString("topic", s.asked);
                    writer.WriteNumber("creationTime", s.Now);
                    writer.WriteStartArray("data");
                    foreach (var row in s.rows) writer.WriteRawValue(row, skipInputValidation: true);
                    writer.WriteEndArray();
                }), asked);
            }
        }
    }
}
