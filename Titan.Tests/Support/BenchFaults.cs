using Titan.Engine.Venues;

namespace Titan.Tests.Support;

/// <summary>What becomes of one order on its way to the exchange of the bench.</summary>
internal enum SendFate
{
    Accept,

    /// <summary>Arrives; the answer is lost.</summary>
    LoseAck,

    /// <summary>Never arrives; no answer.</summary>
    LoseOrder,

    /// <summary>No answer; arrives after <see cref="BenchFaults.LateBy"/>.</summary>
    ArriveLate,
    Reject,
}

/// <summary>What becomes of one cancel.</summary>
internal enum CancelFate
{
    Accept,

    /// <summary>Never arrives; no answer.</summary>
    Lose,

    /// <summary>The order fills first; the exchange then refuses the cancel.</summary>
    FillFirst,
}

/// <summary>The switches by which the honest exchange of the bench stops being kind. All off at the start.</summary>
internal sealed class BenchFaults
{
    /// <summary>Fates of the next sends, then Accept.</summary>
    public Queue<SendFate> Sends { get; } = new();

    /// <summary>Fates of the next cancels, then Accept.</summary>
    public Queue<CancelFate> Cancels { get; } = new();

    /// <summary>Stops the fates: every send has this one while it is set.</summary>
    public SendFate? EverySend { get; set; }

    public TimeSpan LateBy { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Share of a crossing order that fills at once; the rest works (or goes, for immediate-or-cancel).</summary>
    public decimal FillShare { get; set; } = 1m;

    /// <summary>Extra time that fills need on the private stream.</summary>
    public TimeSpan FillDelay { get; set; }

    /// <summary>Every pushed report comes twice.</summary>
    public bool Duplicate { get; set; }

    /// <summary>Pushed reports overtake one another; the seed repeats the run.</summary>
    public Random? Shuffle { get; set; }

    /// <summary>Nothing is pushed: the private stream hears nothing.</summary>
    public bool Deaf { get; set; }

    /// <summary>Reads (account, wallet, order) get no answer.</summary>
    public bool Unreachable { get; set; }

    /// <summary>Stops that come with an order are dropped by the exchange.</summary>
    public bool ForgetStops { get; set; }

    /// <summary>Answer to an attempt to attach a stop; null accepts it.</summary>
    public VenueOutcome? AttachAnswer { get; set; }

    /// <summary>Stops the account's wallet push; reads still answer.</summary>
    public bool WalletSilent { get; set; }
}
