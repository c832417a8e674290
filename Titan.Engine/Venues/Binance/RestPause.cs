using System.Net;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// Until when no HTTP request may leave: 429 and 418 name their seconds in Retry-After, and going on while told to stop turns minutes
/// into a ban of days (spec venues/binance-spot.md, limits). Times are the wall clock's.
/// </summary>
internal sealed class RestPause(TimeProvider wall)
{
    private static readonly TimeSpan WhenSlowedWithoutATime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WhenBannedWithoutATime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WhenTheFirewallRefuses = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    private long _untilTicks;

    /// <summary>End of the pause, or null when requests may leave.</summary>
    public DateTimeOffset? Until
    {
        get
        {
            var until = new DateTimeOffset(Volatile.Read(ref _untilTicks), TimeSpan.Zero);
            return until > wall.GetUtcNow() ? until : null;
        }
    }

    /// <summary>Draws the consequence of an answer's status.</summary>
    public void Heard(HttpStatusCode status, TimeSpan? retryAfter)
    {
        TimeSpan? pause = status switch
        {
            HttpStatusCode.TooManyRequests => retryAfter ?? WhenSlowedWithoutATime,
            (HttpStatusCode)418 => retryAfter ?? WhenBannedWithoutATime,
            HttpStatusCode.Forbidden or (HttpStatusCode)451 => WhenTheFirewallRefuses,
            >= HttpStatusCode.InternalServerError => WhenBusy,
            _ => null,
        };
        if (pause is { } wait)
            Extend(wait);
    }

    /// <summary>Waits out the minute when the address has used up most of its weight.</summary>
    public void Used(long weight, long limit)
    {
        if (limit > 0 && weight * 10 >= limit * 8)
        {
            var now = wall.GetUtcNow();
            Extend(TimeSpan.FromSeconds(60 - now.Second));
        }
    }

    private void Extend(TimeSpan wait)
    {
        var until = (wall.GetUtcNow() + (wait < Longest ? wait : Longest)).UtcTicks;
        if (until > Volatile.Read(ref _untilTicks))
            Volatile.Write(ref _untilTicks, until);
    }
}
