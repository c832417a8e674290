using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Web.Rehearsal;

/// <summary>
/// The operator of a rehearsal: arms as soon as the engine lets it, and a while after a trip or a kill lifts that by its own door, with a reason, and
/// arms again; otherwise the rest of a long recording would be a run of nothing. Acts by what the ledger says and at market times only: snapshots come
/// at the machine's pace.
/// </summary>
internal sealed class RehearsalHand(IEngine engine, DateTimeOffset firstAt) : IDisposable
{
    public static readonly Author Operator = new("rehearsal", "Operator", "cli");

    private const string Reason = "the recording goes on";

    /// <summary>How long a person takes to see a trip, find the cause and arm again.</summary>
    private static readonly TimeSpan PersonTakes = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    private readonly FactSubscription _facts = engine.SubscribeFacts();
    private DateTimeOffset _due = firstAt;
    private LockCause _lock;
    private bool _tripped;

    /// <summary>How often it armed.</summary>
    public int Arms { get; private set; }

    public DateTimeOffset? FirstArmedAt { get; private set; }

    /// <summary>Equity at the first arming, USDT; null when unknown.</summary>
    public decimal? EquityAtFirst { get; private set; }

    public bool IsDue(DateTimeOffset now)
    {
        while (_facts.Reader.TryRead(out var entry))
        {
            Follow(entry);
        }

        return now >= _due;
    }

    public async Task ActAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_lock is LockCause.Kill or LockCause.Hard)
        {
            await engine.SendAsync(new ReleaseCommand(Operator, Reason, engine.NewCorrelation("release")), cancellationToken);
        }

        if (_tripped)
        {
            await engine.SendAsync(new ResetBreakerCommand(Operator, Reason, engine.NewCorrelation("reset")), cancellationToken);
        }

        var armed = await engine.SendAsync(new ArmCommand(Operator, null, engine.NewCorrelation("arm")), cancellationToken);
        _due = armed.Status == CommandStatus.Done ? DateTimeOffset.MaxValue : now + AskAgain;
        if (armed.Status == CommandStatus.Done)
        {
            Arms++;
            EquityAtFirst ??= engine.Snapshot.Equity is { Known: true } equity ? equity.Equity : null;
            FirstArmedAt ??= now;
        }
    }

    public void Dispose() => _facts.Dispose();

    private void Follow(in JournalEntry entry)
    {
        switch (entry.Fact)
        {
            case ArmChanged changed:
                _lock = changed.Lock;
                _due = changed.To == ArmState.Armed ? DateTimeOffset.MaxValue : entry.At + PersonTakes;
                break;
            case BreakerTripped:
                _tripped = true;
                break;
            case BreakerReset:
                _tripped = false;
                break;
        }
    }
}
