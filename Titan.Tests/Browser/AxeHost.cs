using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>One console with something on every page, for all pages that are looked at: nothing there changes it.</summary>
public sealed class AxeHost : IAsyncLifetime
{
    private FaceHost? _host;

    public Uri Address => _host!.Address;

    public async Task InitializeAsync() => _host = await FaceHost.StartAsync(
        new StagedEngine(Anchor.Snapshot() with { WorkingOrders = [Anchor.Entry(Anchor.At)] }) { Answer = ConsoleTests.ReconcilePageTests.Apart },
        new StagedHistory(Anchor.Curve(Anchor.At)) { Trades = [ConsoleTests.HistoryPageTests.Trade(1), ConsoleTests.HistoryPageTests.Trade(2)] },
        new FrozenClock(Anchor.At), archive: Archive());

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    private static StagedArchive Archive()
    {
        var denied = ConsoleTests.DecisionGatesTests.Refused();
        return new StagedArchive
        {
            Events = [new HistoryEvent(9, Anchor.At, "FEED_LOST", "High", "Bybit connection lost", "BTCUSDT", "c-1"), new HistoryEvent(8, Anchor.At, "STREAM", "Info", "Public stream connected", null, null), new HistoryEvent(denied.Sequence, denied.At, "INTENT_DENIED", "Info", "XRPUSDT Buy: RISK_LIMIT", "XRPUSDT", "c-2"), new HistoryEvent(6, Anchor.At.AddMinutes(-40), "INTENT_APPROVED", "Info", "ETHUSDT Buy: burst", "ETHUSDT", "c-3")],
            Tally = [new AlertTally(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero), "High", 2)],
            Audit = [new AuditRow(12, Anchor.At, "arm-1", "arm", "ann", "Operator", "api", "reason", "Done", null, "abcdef0123456789")],
            Orders = new OrderPage([Anchor.Entry(Anchor.At)], 1),
            Decisions = [denied],
            Trail = new DecisionTrail(denied, [], [], null),
        };
    }
}
