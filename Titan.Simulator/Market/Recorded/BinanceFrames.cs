using System.Text.Json;

namespace Titan.Simulator.Market.Recorded;

/// <summary>
/// Binance depth and trades. Deltas before the REST snapshot wait for it; those the snapshot already holds are dropped, as the venue's
/// procedure for a local book says.
/// </summary>
internal sealed class BinanceFrames(string symbol)
{
    private readonly List<(long LastId, List<SessionEvent> Levels)> _waiting = [];
    private readonly List<SessionEvent> _untimed = [];
    private long _snapshotId = -1;
    private long _timeMs;

    public void Decode(JsonElement root, List<SessionEvent> events)
    {
        if (!root.TryGetProperty("msg", out var frame))
            return;
        if (frame.TryGetProperty("data", out var data))
            frame = data;
        if (frame.TryGetProperty("lastUpdateId", out var snapshotId))
            Snapshot(frame, snapshotId.GetInt64(), events);
        else if (frame.TryGetProperty("e", out var kind))
            Event(kind.GetString(), frame, events);
        HoldUntilTimed(events);
    }

    // A snapshot carries no time of its own; one at the head of a file takes that of the first frame which does.
    private void HoldUntilTimed(List<SessionEvent> events)
    {
        if (_timeMs == 0)
        {
            _untimed.AddRange(events);
            events.Clear();
        }
        else if (_untimed.Count > 0)
        {
            events.InsertRange(0, _untimed.Select(held => held with { TimeMs = _timeMs }));
            _untimed.Clear();
        }
    }

    private void Event(string? kind, JsonElement frame, List<SessionEvent> events)
    {
        switch (kind)
        {
            case "depthUpdate":
                _timeMs = Math.Max(_timeMs, frame.GetProperty("E").GetInt64());
                Delta(frame, events);
                break;
            case "trade" or "aggTrade":
                _timeMs = Math.Max(_timeMs, frame.GetProperty("E").GetInt64());
                var size = SessionFile.Decimal(frame.GetProperty("q"));
                var price = SessionFile.Decimal(frame.GetProperty("p"));
                if (size > 0 && price > 0)
                    events.Add(new(_timeMs, symbol, SessionEventKind.Trade, !frame.GetProperty("m").GetBoolean(), price, size));
                break;
        }
    }

    private void Delta(JsonElement frame, List<SessionEvent> events)
    {
        var lastId = frame.GetProperty("u").GetInt64();
        if (_snapshotId >= 0 && lastId <= _snapshotId)
            return;
        var target = events;
        if (_snapshotId < 0)
        {
            target = [];
            _waiting.Add((lastId, target));
        }

        SessionFile.Levels(target, _timeMs, symbol, bids: true, frame.GetProperty("b"));
        SessionFile.Levels(target, _timeMs, symbol, bids: false, frame.GetProperty("a"));
    }

    private void Snapshot(JsonElement frame, long snapshotId, List<SessionEvent> events)
    {
        if (_snapshotId >= 0)
            return;
        _snapshotId = snapshotId;
        events.Add(new(_timeMs, symbol, SessionEventKind.Clear, false, 0, 0));
        SessionFile.Levels(events, _timeMs, symbol, bids: true, frame.GetProperty("bids"));
        SessionFile.Levels(events, _timeMs, symbol, bids: false, frame.GetProperty("asks"));
        foreach (var (lastId, levels) in _waiting)
        {
            if (lastId > snapshotId)
                events.AddRange(levels.Select(level => level with { TimeMs = _timeMs }));
        }

        _waiting.Clear();
    }
}
