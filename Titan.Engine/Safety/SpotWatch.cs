using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Safety;

/// <summary>
/// Watches the leader's feed and says once when it is lost and once when it is back (spec titan-trading 4.7). Nothing else happens to
/// what is open: without prints nothing is detected, and the gates refuse entries that follow the leader.
/// </summary>
public sealed class SpotWatch(Turn turn, Surroundings surroundings)
{
    private const int AttemptsBeforeAlert = 3;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private DateTimeOffset? _downSince;
    private bool _wasLive;
    private bool _told;

    public void Tick()
    {
        if (surroundings.Spot is not { Installed: true } spot)
        {
            return;
        }

        if (spot.Live)
        {
            TellBack();
            (_downSince, _wasLive) = (null, true);
            return;
        }

        _downSince ??= turn.Now;
        var lost = _wasLive && turn.Now - _downSince >= Grace;
        if (!_told && (lost || spot.FailedAttempts >= AttemptsBeforeAlert))
        {
            _told = true;
            turn.Alert("BINANCE_LOST", AlertSeverity.High, $"Binance feed lost ({spot.Problem}): detection is off and entries that follow it are refused; positions are unaffected");
        }
    }

    private void TellBack()
    {
        if (!_told)
        {
            return;
        }

        _told = false;
        var down = turn.Now - (_downSince ?? turn.Now);
        turn.Alert("BINANCE_BACK", AlertSeverity.Info, string.Create(CultureInfo.InvariantCulture, $"Binance feed is back after {down.TotalSeconds:0} s; detection is on"));
    }
}
