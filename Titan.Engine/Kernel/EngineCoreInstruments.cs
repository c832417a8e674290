using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>Instruments that join the running session: found open on the account, or put on the whitelist. None leaves it before the next start.</summary>
internal sealed partial class EngineCore
{
    // Something is open in an instrument of no strategy of ours: it is loaded, so that it can be adopted, covered and closed.
    private void LoadWhatIsOpen(Venues.AccountSnapshot account)
    {
        foreach (var symbol in account.Positions.Where(position => position.SignedQuantity != 0).Select(position => position.Symbol).Distinct(StringComparer.Ordinal))
        {
            if (!_instruments.TryGet(symbol, out _) && _loading.Add(symbol))
            {
                _turn.Alert("POSITION_ORPHANED", AlertSeverity.Critical, $"{symbol}: a position in an instrument outside the whitelist; Titan adopts it and can close it");
                _turn.Emit(new LoadInstrument(symbol));
            }
        }
    }

    private void OnInstrument(InstrumentLoaded loaded)
    {
        _loading.Remove(loaded.Symbol);
        if (!_instruments.TryGet(loaded.Symbol, out _) && loaded.Answer is { IsKnown: true, Value: { Count: > 0 } found } && found[0].Id.Value == loaded.Symbol)
        {
            _surroundings.Add(_instruments.Add(found[0]));
            _reconciler.Request("instrument loaded");
        }

        AnswerListing(loaded);
    }

    private void Teach(IReadOnlyList<Bar> bars)
    {
        foreach (var bar in bars.Where(bar => bar.Interval == TimeSpan.FromMinutes(1)))
        {
            _surroundings.Of(bar.Instrument).Memory.Learn(bar.OpenTime, (double)bar.Close);
        }

        _strategies.WarmUp(bars);
    }

    // What left the list is not entered any more, not even by an order on its way; its position keeps its stop, and its market is watched on. What came is
    // watched from now on. Answers what an operator should know of it, or null.
    private string? FollowTheList()
    {
        _orders.CancelEntries("off the whitelist", order => !Config.Whitelist.Allows(order.Instrument.Value));
        var joining = new List<string>();
        foreach (var symbol in Config.Whitelist.Symbols)
        {
            if (_instruments.TryGet(symbol, out var instrument) && !_surroundings.Of(instrument).Watched && _joining.Add(symbol))
            {
                _turn.Emit(new SetLeverage(instrument, Math.Min(Config.Risk.MaxLeverage, instrument.MaxLeverage)));
                _turn.Emit(new WatchInstrument(instrument));
                joining.Add(symbol);
            }
        }

        var held = State.Positions.Keys.Select(id => id.Value).Where(symbol => !Config.Whitelist.Allows(symbol)).Order(StringComparer.Ordinal).ToArray();
        return held.Length > 0 ? $"What is open in {string.Join(", ", held)} keeps its stop and its exits; nothing new is opened there."
            : joining.Count > 0 ? $"Market data of {string.Join(", ", joining)} are being subscribed; then it may be entered."
            : null;
    }

    private void OnWatched(InstrumentWatched watched)
    {
        _joining.Remove(watched.Instrument.Id.Value);
        _surroundings.Of(watched.Instrument).Watched = watched.Problem is null;
        if (watched.Problem is { } problem)
        {
            _turn.Alert("SYMBOL_NOT_WATCHED", AlertSeverity.High, $"{watched.Instrument.Id}: its market data could not be subscribed: {problem}; it is on the whitelist and cannot be entered before the next start", watched.Instrument.Id);
        }
        else
        {
            _turn.Note("SYMBOL_WATCHED", $"{watched.Instrument.Id} is watched from now on, {watched.Bars} past bars were loaded", watched.Instrument.Id);
        }
    }
}
