using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>
/// From a sprung trap to its intent: filters, PREPARE, one hold, filters again, CONFIRM or ABORT (spec titan-trading 2.10), then what the
/// gates and the venue made of it. Each step is one note; each end puts the trap back to rest under its cooldown.
/// </summary>
internal sealed class TrapBite(ScavengerOptions options, TrapMemory memory, TrapRecord record)
{
    private static readonly TimeSpan MacroWindow = TimeSpan.FromSeconds(60);

    private readonly List<Strike> _held = [];
    private readonly Dictionary<string, TrapKey> _proposed = new(StringComparer.Ordinal);
    private readonly Dictionary<CorrelationId, TrapKey> _working = [];
    private readonly GhostBook _ghosts = new();

    /// <summary>End of the earliest hold, UTC ticks; the largest number while nothing is held.</summary>
    public long NextDue => _held.Count == 0 ? long.MaxValue : _held[0].DueAt.UtcTicks;

    /// <summary>A touched trap with its burst springs.</summary>
    public void Spring(Trap trap, SymbolWatch symbol, bool extreme, DateTimeOffset now, StrategyContext context)
    {
        trap.Fire(now);
        memory.Sprung(trap.Key, now);
        var strike = new Strike(trap, symbol, symbol.SpotPrice, now, now.AddMilliseconds(options.HoldMs));
        record.Of(trap.Type).Sprung++;
        record.Note(context, now, "TRAP_SPRUNG", Sprung(strike), trap.Instrument.Id, strike.Id);
        var sight = new BiteSight(strike, options, context.Limits, extreme, now.UtcTicks);
        if (FakeOutFilters.FirstRefusal(FakeOutFilters.AtPrepare, sight) is { } refusal)
        {
            Abort(strike, refusal.Reason, refusal.Numbers, now, context);
            return;
        }

        record.Note(context, now, "TRAP_PREPARED", $"{trap.Key}: held {options.HoldMs} ms", trap.Instrument.Id, strike.Id);
        _held.Add(strike);
    }

    /// <summary>The hold of the oldest strike is over: CONFIRM or ABORT on what is known now.</summary>
    public void Resolve(bool extreme, DateTimeOffset now, StrategyContext context)
    {
        var strike = _held[0];
        _held.RemoveAt(0);
        var sight = new BiteSight(strike, options, context.Limits, extreme, now.UtcTicks);
        if (context.Paused)
        {
            Abort(strike, "PAUSED", "paused during the hold", now, context);
        }
        else if (context.Equity is not > 0)
        {
            Abort(strike, "EQUITY_UNKNOWN", "equity is unknown or older than 15 s", now, context);
        }
        else if (FakeOutFilters.FirstRefusal(FakeOutFilters.AtConfirm, sight) is { } refusal)
        {
            Abort(strike, refusal.Reason, refusal.Numbers, now, context);
        }
        else if (IntentMaker.Make(sight, context.Equity.Value, now) is not { } intent)
        {
            Abort(strike, "NO_EDGE", "Kelly is not above zero", now, context);
        }
        else
        {
            strike.Trap.Rest();
            _proposed[intent.SignalId!] = strike.Trap.Key;
            record.Note(context, now, "TRAP_CONFIRMED", string.Create(CultureInfo.InvariantCulture, $"{strike.Trap.Key}: {intent.Order} at {intent.LimitPrice}, stop {intent.StopLoss}, target {intent.TakeProfit}"), intent.Instrument.Id, strike.Id);
            context.Propose(intent);
        }
    }

    /// <summary>The gates answered.</summary>
    public void Judged(in Intent intent, IntentVerdict verdict, DateTimeOffset now)
    {
        if (intent.SignalId is not { } id || !_proposed.Remove(id, out var key))
        {
            return;
        }

        var counters = record.Of(key.Type);
        if (verdict.Approved)
        {
            counters.Sent++;
            _working[verdict.Correlation] = key;
        }
        else if (verdict.Denial == Intent.GhostDenial)
        {
            counters.Sent++;
            _ghosts.Enter(key, intent);
            record.Line(now, "GHOST", string.Create(CultureInfo.InvariantCulture, $"{key}: {verdict.Quantity} at {intent.LimitPrice}, not sent"), key.Instrument);
        }
        else
        {
            counters.Denied++;
            record.Line(now, "DENIED", $"{key}: {verdict.Denial} at {verdict.Gate}", key.Instrument);
        }
    }

    /// <summary>The entry came to its end on the venue.</summary>
    public void Ended(EntryOutcome outcome, DateTimeOffset now, StrategyContext context)
    {
        if (!_working.Remove(outcome.Correlation, out var key))
        {
            return;
        }

        if (outcome.FilledQuantity > 0)
        {
            record.Of(key.Type).Filled++;
            memory.Succeeded(key);
            record.Note(context, now, "EXECUTION_COMPLETE", string.Create(CultureInfo.InvariantCulture, $"{key}: {outcome.FilledQuantity} at {outcome.AveragePrice:0.########}"), key.Instrument, outcome.Correlation);
            return;
        }

        record.Of(key.Type).Unfilled++;
        record.Note(context, now, "EXECUTION_FAILED", $"{key}: {outcome.Status}, {outcome.Reason ?? "nothing filled"}", key.Instrument, outcome.Correlation);
        if (memory.Failed(key, now) is { } until)
        {
            record.Note(context, now, "SYMBOL_BLACKLISTED", string.Create(CultureInfo.InvariantCulture, $"{key.Instrument}: three dispatches failed; left alone until {until:HH:mm:ss}"), key.Instrument);
        }
    }

    /// <summary>Ghost positions follow the quotes.</summary>
    public void See(in Quote quote, DateTimeOffset now, StrategyContext context)
    {
        if (_ghosts.See(quote) is { } ended)
        {
            record.Of(ended.Key.Type).Ghost(ended.Multiple);
            record.Note(context, now, "GHOST_CLOSED", ended.Text, ended.Key.Instrument);
        }
    }

    private void Abort(Strike strike, string reason, string numbers, DateTimeOffset now, StrategyContext context)
    {
        strike.Trap.Rest();
        record.Of(strike.Trap.Type).Abort(reason);
        record.Note(context, now, reason == "FEE_BARRIER" ? "FEE_BARRIER_REJECT" : "TRAP_ABORTED", $"{strike.Trap.Key} reason={reason}: {numbers}", strike.Trap.Instrument.Id, strike.Id);
    }

    private static string Sprung(Strike strike) => string.Create(
        CultureInfo.InvariantCulture,
        $"{strike.Trap.Key} at {strike.Price:0.########}: {strike.Trades} trades in {strike.Elapsed.TotalMilliseconds:0} ms, micro-CVD {strike.MicroCvd:+0.####;-0.####} ({strike.Imbalance * 100m:+0;-0} %), CVD of 60 s {strike.Symbol.Cvd.Sum(MacroWindow, TimeSpan.Zero):+0.##;-0.##;0}, confidence {strike.Trap.Confidence}");
}
