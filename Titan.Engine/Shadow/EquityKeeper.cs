using Titan.Engine.Ledger;
using Titan.Engine.Venues;

namespace Titan.Engine.Shadow;

/// <summary>
/// Keeps the account's worth: wallet by the venue's word, open gains at mark prices. Marks only when the wallet already holds the money
/// of the newest fill, so that no figure in between trips a breaker or makes a false peak.
/// </summary>
public sealed class EquityKeeper(Turn turn, Surroundings surroundings)
{
    private DateTimeOffset _polledAt = DateTimeOffset.MinValue;
    private DateTimeOffset _markedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _markedWalletAt = DateTimeOffset.MinValue;

    /// <summary>The newest wallet came after the newest fill.</summary>
    public bool Settled => surroundings.Wallet is { } wallet && wallet.At >= surroundings.LastFillAt;

    /// <summary>Open gain at mark prices, USDT; null while a position has no price.</summary>
    public decimal? UnrealizedPnl()
    {
        var sum = 0m;
        foreach (var position in turn.State.Positions.Values)
        {
            if (!turn.Instruments.TryGet(position.Instrument, out var instrument) || surroundings.Of(instrument).ValuationPrice is not { } mark)
            {
                return null;
            }

            sum += position.UnrealizedPnl(mark);
        }

        return sum;
    }

    /// <summary>Equity right now, for judging and showing; null while it cannot be known.</summary>
    public decimal? Current() => Settled && UnrealizedPnl() is { } open ? surroundings.Wallet!.WalletBalance + open : null;

    public void See(WalletReport wallet)
    {
        if (surroundings.Wallet is { } known && wallet.At < known.At)
        {
            return;
        }

        surroundings.Wallet = wallet;
        Mark();
    }

    /// <summary>Polls the wallet, rolls the day, records a new peak at most once a second.</summary>
    public void Tick()
    {
        var poll = TimeSpan.FromSeconds(turn.Config.Execution.WalletPollSeconds);
        // Between a fill and its wallet nothing can be judged, so ask sooner.
        if (turn.Now - _polledAt >= (Settled ? poll : TimeSpan.FromSeconds(1)))
        {
            _polledAt = turn.Now;
            turn.Emit(new AskForWallet());
        }

        RollDay();
        if (Current() is { } equity && equity > turn.State.Equity.SessionPeak && turn.State.Equity.Known && turn.Now - _markedAt >= TimeSpan.FromSeconds(1))
        {
            Mark();
        }
    }

    /// <summary>Records the equity as it is now, if it can be known.</summary>
    public void Mark()
    {
        if (surroundings.Wallet is { } wallet && Settled && UnrealizedPnl() is { } open)
        {
            if (wallet.At == _markedWalletAt && turn.Now - _markedAt < TimeSpan.FromSeconds(1))
            {
                return;
            }

            _markedAt = turn.Now;
            _markedWalletAt = wallet.At;
            turn.Record(new EquityMarked(wallet.WalletBalance, open, wallet.AvailableMargin));
        }
    }

    private void RollDay()
    {
        var today = DateOnly.FromDateTime(turn.Now.UtcDateTime);
        if (turn.State.Equity.Known && today > turn.State.Equity.Day)
        {
            turn.Record(new DayRolled(today, Current() ?? turn.State.Equity.Equity));
        }
    }
}
