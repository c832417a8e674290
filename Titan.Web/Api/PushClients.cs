using System.Globalization;

namespace Titan.Web.Api;

/// <summary>Counts the tool clients of /ws and /hubs/titan together; one more than allowed is told to come back later.</summary>
internal sealed class PushClients(PushPace pace)
{
    private int _clients;

    public string Full => string.Create(CultureInfo.InvariantCulture, $"{pace.MostClients} tool clients are connected; try again later");

    /// <returns>False when all places are taken.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _clients) <= pace.MostClients)
        {
            return true;
        }

        Interlocked.Decrement(ref _clients);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _clients);
}
