using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Limits and the whitelist change while Titan runs, whole or not at all, each time as a version; a rollback is a new version equal to the old (spec titan-trading 6, 13).</summary>
public sealed class SettingsDeskTests
{
    [Fact]
    public void Start_IsAVersion_AndTheSameStartAgainIsNone()
    {
        var bench = EngineBench.Reconciled();
        var first = Assert.Single(bench.Facts<SettingsAccepted>());
        Assert.Equal(("start", "system", "2026-03-02T12:00:00Z", ConfigVersion.Of(bench.Config)), (first.Source, first.By, first.Tag, first.Hash));
        bench.Restart();
        Assert.Single(bench.Facts<SettingsAccepted>());
        bench.Restart(bench.Config with { Execution = bench.Config.Execution with { MinDepthUsd = 20_000m } });
        Assert.Equal(2, bench.Facts<SettingsAccepted>().Count());
    }

    [Fact]
    public void Change_IsInForceAtTheNextIntent()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        var changed = Set(bench, ("maxPositions", 1m));
        Assert.Equal((CommandStatus.Done, "Risk:MaxPositions", "5", "1"), (changed.Status, changed.Changes[0].Key, changed.Changes[0].Old, changed.Changes[0].New));
        bench.Enter(Side.Buy, EngineBench.Eth);
        bench.Advance(1);
        var judged = bench.Facts<IntentJudged>().Last();
        Assert.Equal((false, "MaxPositions", ConfigVersion.Of(bench.Core.Config)), (judged.Approved, judged.Gate, judged.ConfigHash));
        Assert.Single(bench.State.Positions);
        var alert = bench.Facts<AlertRaised>().Single(one => one.Code == "CONFIG_CHANGE");
        Assert.Equal((AlertSeverity.Info, "operator changed Risk:MaxPositions 5 to 1: test"), (alert.Severity, alert.Message.Replace(EngineBench.Operator.Name, "operator", StringComparison.Ordinal)));
    }

    [Fact]
    public void Change_OfWhatIsSoAlready_MakesNoVersion()
    {
        var bench = EngineBench.Reconciled();
        var answer = Set(bench, ("maxPositions", 5m));
        Assert.Equal((CommandStatus.Done, "2026-03-02T12:00:00Z"), (answer.Status, answer.VersionTag));
        Assert.Single(bench.Facts<SettingsAccepted>());
    }

    [Fact]
    public void Change_WithOneLimitOutOfRange_ChangesNone()
    {
        var bench = EngineBench.Reconciled();
        var answer = Set(bench, ("maxPositions", 3m), ("maxRiskPerTrade", 0.2m));
        Assert.Equal(CommandStatus.Invalid, answer.Status);
        Assert.Equal(["maxRiskPerTrade"], answer.Problems.Select(problem => problem.Key));
        Assert.Equal(new RiskConfig(), bench.Core.Config.Risk);
    }

    [Fact]
    public void Leverage_Above20_NeedsItsWord()
    {
        var bench = EngineBench.Reconciled();
        Assert.Equal(["confirm"], Set(bench, ("maxLeverage", 25m)).Problems.Select(problem => problem.Key));
        Assert.Equal(20m, bench.Core.Config.Risk.MaxLeverage);
        var confirmed = new ChangeLimitsCommand(EngineBench.Operator, "asked for", bench.Correlation("config"), new Dictionary<string, decimal> { ["maxLeverage"] = 25m }, "LEVERAGE");
        bench.Command(confirmed);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(confirmed)!.Status);
        Assert.Equal(25m, bench.Core.Config.Risk.MaxLeverage);
        // Down again needs none.
        Assert.Equal(CommandStatus.Done, Set(bench, ("maxLeverage", 22m)).Status);
    }

    [Fact]
    public void Change_OutlivesTheProcess_AndOutranksTheFilesLoudly()
    {
        var bench = EngineBench.Reconciled();
        Set(bench, ("maxDailyDrawdown", 0.05m));
        var versions = bench.Facts<SettingsAccepted>().Count();
        bench.Restart();
        Assert.Equal(0.05m, bench.Core.Config.Risk.MaxDailyDrawdown);
        Assert.Equal(versions, bench.Facts<SettingsAccepted>().Count());
        Assert.Single(bench.Alerts("CONFIG_OUTRANKS_FILES"));
    }

    [Fact]
    public void Files_ThatSetOtherLimitsBeforeAnyLiveChange_AreInForceAtTheNextStart()
    {
        var bench = EngineBench.Reconciled();
        bench.Restart(bench.Config with { Risk = bench.Config.Risk with { MaxLeverage = 10m } });
        Assert.Equal(10m, bench.Core.Config.Risk.MaxLeverage);
        Assert.Equal([20m, 10m], bench.Facts<SettingsAccepted>().Select(version => version.Risk.MaxLeverage));
        Assert.Empty(bench.Alerts("CONFIG_OUTRANKS_FILES"));
    }

    [Fact]
    public void StoredLimits_OutsideTodaysRanges_FallBackToTheFilesAndSaySo()
    {
        var bench = EngineBench.Reconciled();
        var wide = new RiskConfig { MaxLeverage = 90m };
        bench.Apply(new SettingsAccepted("2026-03-02T12:30:00Z", "older", "api", "ada", "an older program allowed it", wide, "{}", Live: true));
        bench.Restart();
        Assert.Equal(20m, bench.Core.Config.Risk.MaxLeverage);
        Assert.Single(bench.Alerts("CONFIG_FALLBACK"));
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
    }

    [Fact]
    public void Rollback_ToAVersionWithOtherSettingsOfTheStart_IsRefusedWholeAndNamesThem()
    {
        var bench = EngineBench.Reconciled();
        Set(bench, ("maxPositions", 3m));
        var old = bench.Facts<SettingsAccepted>().First();
        bench.Restart(bench.Config with { Execution = bench.Config.Execution with { MinDepthUsd = 20_000m } });
        var answer = Return(bench, old);
        Assert.Equal((CommandStatus.Refused, "NEEDS_A_START"), (answer.Status, answer.Code));
        Assert.Contains("Execution:MinDepthUsd=10000", answer.Message, StringComparison.Ordinal);
        Assert.Equal(3, bench.Core.Config.Risk.MaxPositions);
    }

    /// <summary>Invariant of section 13: rollback(v) yields a config equal to v.</summary>
    [Fact]
    public void Rollback_AfterAnyChanges_YieldsAConfigurationEqualToItsTarget() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf().Where(static moves => moves.Length is > 0 and < 12).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), static (moves, pick) =>
        {
            var bench = EngineBench.Reconciled();
            foreach (var move in moves)
            {
                bench.Advance(move % 3);
                if (move % 5 < 2)
                {
                    Toggle(bench, Symbols[move % Symbols.Length]);
                    continue;
                }

                Set(bench, Limits[move % Limits.Length] is var limit ? (limit.Name, limit.From + ((limit.To - limit.From) * (move % 101) / 100m)) : default);
            }

            var before = bench.Facts<SettingsAccepted>().ToArray();
            var target = before[pick % before.Length];
            var answer = Return(bench, target);
            if (pick % 2 == 1)
            {
                bench.Restart();
            }

            var after = bench.Facts<SettingsAccepted>().ToArray();
            var (config, hash) = (ConfigVersion.Read(target.Json)!, target.Hash);
            var same = ConfigVersion.Of(bench.Core.Config) == hash && SettingsVersions.Between(bench.Core.Config, config).Count == 0 && bench.Core.Config.Risk == target.Risk
                && bench.Core.Config.Whitelist.IsSameAs(config.Whitelist);
            // No version changed or went, and the new one says where from and where to, unless all was so already.
            var kept = after.Take(before.Length).SequenceEqual(before) && after.Select(version => version.Tag).Distinct().Count() == after.Length;
            var added = before[^1].Hash == hash ? after.Length == before.Length : after.Length == before.Length + 1 && after[^1].RolledBackTo == target.Tag && after[^1].RolledBackFrom == before[^1].Tag && after[^1].Hash == hash;
            return answer.Status == CommandStatus.Done && same && kept && added;
        }).QuickCheckThrowOnFailure();

    // Inside the ranges, and no leverage that would ask for its word.
    private static readonly (string Name, decimal From, decimal To)[] Limits =
    [
        ("maxRiskPerTrade", 0.01m, 0.05m), ("maxDailyDrawdown", 0.03m, 0.10m), ("maxLeverage", 5m, 20m), ("maxWeeklyDrawdown", 0.05m, 0.30m),
        ("breakerCooldownHours", 1m, 24m), ("minEquity", 0m, 2_000m), ("maxOpenRisk", 0.01m, 0.5m),
    ];

    // The session has the first, the exchange lists the other two as well.
    private static readonly string[] Symbols = ["ETHUSDT", "SOLUSDT", "DOGEUSDT"];

    private static void Toggle(EngineBench bench, string symbol)
    {
        var command = new ChangeWhitelistCommand(EngineBench.Operator, "test", bench.Correlation("whitelist"), symbol, !bench.Core.Config.Whitelist.Allows(symbol));
        bench.Command(command);
        bench.Advance(0.1);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(command)!.Status);
    }

    private static CommandResult Set(EngineBench bench, params (string Name, decimal Value)[] limits)
    {
        var command = new ChangeLimitsCommand(EngineBench.Operator, "test", bench.Correlation("config"), limits.ToDictionary(limit => limit.Name, limit => limit.Value));
        bench.Command(command);
        return bench.ReplyTo(command)!;
    }

    private static CommandResult Return(EngineBench bench, SettingsAccepted target)
    {
        var command = new RollbackSettingsCommand(EngineBench.Operator, "test", bench.Correlation("rollback"), target);
        bench.Command(command);
        // A symbol that the session does not have is asked for first.
        bench.Advance(0.1);
        return bench.ReplyTo(command)!;
    }
}
