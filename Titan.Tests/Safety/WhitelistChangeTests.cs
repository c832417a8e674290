using System.Text;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>The whitelist changes while Titan runs: one symbol at a time, whole or not at all, each time as a version (seed 002 "Managing Asset Whitelist").</summary>
public sealed class WhitelistChangeTests
{
    private static readonly TitanConfig Two = new() { Whitelist = new WhitelistConfig { Symbols = ["BTCUSDT", "ETHUSDT"] } };
    private static readonly TitanConfig BitcoinAlone = new() { Whitelist = new WhitelistConfig { Symbols = ["BTCUSDT"] } };

    [Fact]
    public void Add_IsInForceAtTheNextIntent()
    {
        var bench = EngineBench.Armed(BitcoinAlone);
        bench.Enter(Side.Buy, EngineBench.Eth);
        Assert.Equal((false, "Whitelist", "AssetDisabled"), Last(bench));
        var added = Add(bench, "ETHUSDT");
        Assert.Equal((CommandStatus.Done, "BTCUSDT,ETHUSDT"), (added.Status, string.Join(',', added.Whitelist)));
        bench.Enter(Side.Buy, EngineBench.Eth);
        Assert.True(bench.Facts<IntentJudged>().Last().Approved);
        Assert.Equal(added.VersionTag, bench.State.Settings!.Tag);
        var change = Assert.Single(added.Changes);
        Assert.Equal(("Whitelist:Symbols", "BTCUSDT", "BTCUSDT,ETHUSDT"), (change.Key, change.Old, change.New));
        Assert.EndsWith("changed whitelist +ETHUSDT: test", Assert.Single(bench.Alerts("CONFIG_CHANGE")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_WithAnOpenPosition_BlocksEntriesAlone()
    {
        var bench = EngineBench.Armed(Two);
        var position = bench.Open(Side.Buy);
        var removed = Remove(bench, "BTCUSDT");
        Assert.Contains("What is open in BTCUSDT keeps its stop", removed.Message, StringComparison.Ordinal);
        bench.Advance(5);
        Assert.Equal((position.Quantity, position.StopLoss), (bench.State.Positions[EngineBench.Btc.Id].Quantity, bench.Venue.Holding("BTCUSDT")!.StopLoss));
        bench.Enter(Side.Sell);
        Assert.Equal((false, "Whitelist", "AssetDisabled"), Last(bench));

        // Its stop moves, a reconcile agrees, and it closes.
        var modify = new ModifyProtectionCommand(EngineBench.Operator, "tighter", bench.Correlation("modify"), "BTCUSDT", 49_800m, null);
        bench.Command(modify);
        bench.Advance(2);
        Assert.Equal((CommandStatus.Done, 49_800m), (bench.ReplyTo(modify)!.Status, bench.Venue.Holding("BTCUSDT")!.StopLoss!.Value));
        var reconcile = new ReconcileCommand(EngineBench.Operator, null, bench.Correlation("reconcile"));
        bench.Command(reconcile);
        bench.Advance(2);
        Assert.True(bench.ReplyTo(reconcile)!.InSync);
        bench.Command(new FlattenCommand(EngineBench.Operator, "test", bench.Correlation("flatten")));
        bench.Wait("flat", () => bench.Venue.IsFlat);
    }

    [Fact]
    public void Remove_CancelsAnEntryThatIsOnItsWay_AndNoOther()
    {
        var bench = EngineBench.Armed(Two);
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Enter(Side.Buy, EngineBench.Eth);
        Remove(bench, "BTCUSDT");
        Assert.Equal(["BTCUSDT"], bench.Sent<CancelOrder>().Select(cancel => cancel.Instrument.Id.Value));
    }

    [Theory]
    [InlineData("ETHUSDT", true, CommandStatus.Refused, "SYMBOL_LISTED")]
    [InlineData("SOLUSDT", false, CommandStatus.Refused, "SYMBOL_ABSENT")]
    [InlineData("SOL-USDT", true, CommandStatus.Invalid, "INVALID_CONFIG")]
    [InlineData("SOLUSDC", true, CommandStatus.Invalid, "INVALID_CONFIG")]
    [InlineData("AUSDT", true, CommandStatus.Invalid, "INVALID_CONFIG")]
    [InlineData("BTCUSDT\nX", false, CommandStatus.Invalid, "INVALID_CONFIG")]
    [InlineData("", false, CommandStatus.Invalid, "INVALID_CONFIG")]
    public void Change_ThatCannotBe_IsRefusedAtOnceAndChangesNothing(string symbol, bool add, CommandStatus status, string code)
    {
        var bench = EngineBench.Reconciled(Two);
        var answer = Change(bench, symbol, add);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(status == CommandStatus.Invalid ? ["symbol"] : [], answer.Problems.Select(problem => problem.Key));
        Assert.Single(bench.Facts<SettingsAccepted>());
        Assert.Empty(bench.Sent<LoadInstrument>());
        Assert.Contains(bench.Facts<CommandRecorded>(), row => row.Action == "config-whitelist" && row.Detail!.StartsWith(code, StringComparison.Ordinal));
    }

    [Fact]
    public void Remove_OfTheLastSymbol_IsRefused()
    {
        var bench = EngineBench.Reconciled(BitcoinAlone);
        var answer = Remove(bench, "BTCUSDT");
        Assert.Equal((CommandStatus.Refused, "LAST_SYMBOL"), (answer.Status, answer.Code));
        Assert.Equal(["BTCUSDT"], bench.Core.Config.Whitelist.Symbols);
    }

    [Fact]
    public void Symbol_InSmallLettersOrWithBlanks_IsTheSameSymbol() => Assert.Equal(["BTCUSDT"], Remove(EngineBench.Reconciled(Two), " ethusdt ").Whitelist);

    [Fact]
    public void Add_OfASymbolTheSessionDoesNotHave_IsAskedForThenWatchedThenEntered()
    {
        var bench = EngineBench.Armed(Two);
        var command = Send(bench, "SOLUSDT", add: true);
        Assert.Null(bench.ReplyTo(command));
        Assert.Single(bench.Facts<SettingsAccepted>());
        bench.Advance(1);
        var answer = bench.ReplyTo(command)!;
        Assert.Equal(CommandStatus.Done, answer.Status);
        Assert.Contains("Market data of SOLUSDT are being subscribed", answer.Message, StringComparison.Ordinal);
        Assert.Equal(["SOLUSDT"], bench.Sent<WatchInstrument>().Select(watch => watch.Instrument.Id.Value));
        Assert.Contains(bench.Sent<SetLeverage>(), set => set.Instrument.Id.Value == "SOLUSDT" && set.Leverage == 20m);
        Assert.Single(bench.Facts<EventNoted>(), note => note.Type == "SYMBOL_WATCHED");

        bench.Quote(BenchInstruments.Sol, 150.00m, 150.01m);
        bench.Ticker(BenchInstruments.Sol);
        bench.Enter(Side.Buy, BenchInstruments.Sol);
        bench.Advance(1);
        Assert.True(bench.Facts<IntentJudged>().Last().Approved);
        Assert.True(bench.State.Positions.ContainsKey(BenchInstruments.Sol.Id));
    }

    [Fact]
    public void Add_BeforeItsMarketDataAreThere_IsNotEntered()
    {
        var bench = EngineBench.Armed(Two);
        Add(bench, "SOLUSDT");
        bench.Venue.Price(BenchInstruments.Sol, 150m, 150.01m);
        bench.Enter(Side.Buy);
        Assert.True(bench.Facts<IntentJudged>().Last().Approved);
        Assert.False(bench.Core.Surroundings.Of(BenchInstruments.Sol).HasQuote);
        Assert.DoesNotContain(bench.Facts<OrderCreated>(), created => created.Order.Instrument == BenchInstruments.Sol.Id);
    }

    [Fact]
    public void Add_OfASymbolTheVenueDoesNotList_IsRefusedAndChangesNothing()
    {
        var bench = EngineBench.Reconciled(Two);
        var answer = Add(bench, "NOPEUSDT");
        Assert.Equal((CommandStatus.Unlisted, "SYMBOL_UNKNOWN", "symbol"), (answer.Status, answer.Code, Assert.Single(answer.Problems).Key));
        Assert.Equal(Two.Whitelist.Symbols, bench.Core.Config.Whitelist.Symbols);
        Assert.Single(bench.Facts<SettingsAccepted>());
    }

    [Fact]
    public void Add_WhileTheVenueDoesNotAnswer_ChangesNothingAndSaysSo()
    {
        var bench = EngineBench.Reconciled(Two);
        bench.Venue.Faults.Unreachable = true;
        var refused = Add(bench, "SOLUSDT");
        Assert.Equal((CommandStatus.Unreachable, "VENUE_UNREACHABLE"), (refused.Status, refused.Code));
        bench.Disconnected = true;
        var silent = Send(bench, "SOLUSDT", add: true);
        bench.Advance(11);
        Assert.Equal((CommandStatus.Unreachable, "VENUE_UNREACHABLE"), (bench.ReplyTo(silent)!.Status, bench.ReplyTo(silent)!.Code));
        Assert.Single(bench.Facts<SettingsAccepted>());
        // The answer that comes too late changes nothing either; the next wish is decided at once.
        bench.Disconnected = false;
        bench.Venue.Faults.Unreachable = false;
        bench.Step(new InstrumentLoaded("SOLUSDT", Engine.Venues.VenueAnswer<IReadOnlyList<Instrument>>.Of([BenchInstruments.Sol])));
        Assert.Single(bench.Facts<SettingsAccepted>());
        Assert.Equal(CommandStatus.Done, Add(bench, "SOLUSDT").Status);
    }

    [Fact]
    public void Add_AskedForTwiceAtOnce_IsDoneOnce()
    {
        var bench = EngineBench.Reconciled(Two);
        var (first, second) = (Send(bench, "SOLUSDT", add: true), Send(bench, "SOLUSDT", add: true));
        bench.Advance(1);
        Assert.Equal((CommandStatus.Done, "SYMBOL_LISTED"), (bench.ReplyTo(first)!.Status, bench.ReplyTo(second)!.Code));
        Assert.Single(bench.Sent<LoadInstrument>());
        Assert.Single(bench.Sent<WatchInstrument>());
    }

    [Fact]
    public void Added_RemovedAndAddedAgain_IsWatchedOnce()
    {
        var bench = EngineBench.Reconciled(Two);
        Add(bench, "SOLUSDT");
        Remove(bench, "SOLUSDT");
        Add(bench, "SOLUSDT");
        Assert.Single(bench.Sent<WatchInstrument>());
        Assert.Equal(4, bench.Facts<SettingsAccepted>().Count());
    }

    [Fact]
    public void MarketData_ThatCannotBeSubscribed_AreSaid()
    {
        var bench = EngineBench.Reconciled(Two);
        Add(bench, "SOLUSDT");
        bench.Step(new InstrumentWatched(BenchInstruments.Sol, 0, "no room"));
        Assert.Equal("SOLUSDT", Assert.Single(bench.Alerts("SYMBOL_NOT_WATCHED")).Symbol);
        Assert.False(bench.Core.Surroundings.Of(BenchInstruments.Sol).Watched);
    }

    [Fact]
    public void Change_OutlivesTheProcess_OutranksTheFilesLoudly_AndReplaysToTheSameState()
    {
        var bench = EngineBench.Reconciled(Two);
        Remove(bench, "ETHUSDT");
        var versions = bench.Facts<SettingsAccepted>().Count();
        Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
        Assert.Equal(bench.State.ComputeHash(), FactBytes.RoundTrip(bench.State).ComputeHash());
        bench.Restart();
        Assert.Equal(["BTCUSDT"], bench.Core.Config.Whitelist.Symbols);
        Assert.Equal(versions, bench.Facts<SettingsAccepted>().Count());
        Assert.StartsWith("The whitelist of version", Assert.Single(bench.Alerts("CONFIG_OUTRANKS_FILES")).Message, StringComparison.Ordinal);
        // Files that say the same are no news.
        bench.Restart(BitcoinAlone);
        Assert.Single(bench.Alerts("CONFIG_OUTRANKS_FILES"));
    }

    [Fact]
    public void ChangeOfTheList_LeavesTheLimitsToTheFiles_AndTheOtherWayRound()
    {
        var list = EngineBench.Reconciled(Two);
        Remove(list, "ETHUSDT");
        list.Restart(Two with { Risk = new RiskConfig { MaxLeverage = 10m } });
        Assert.Equal((10m, "BTCUSDT"), (list.Core.Config.Risk.MaxLeverage, string.Join(',', list.Core.Config.Whitelist.Symbols)));

        var limits = EngineBench.Reconciled(Two);
        limits.Command(new ChangeLimitsCommand(EngineBench.Operator, "test", limits.Correlation("config"), new Dictionary<string, decimal> { ["maxPositions"] = 3m }));
        limits.Restart(BitcoinAlone);
        Assert.Equal((3, "BTCUSDT"), (limits.Core.Config.Risk.MaxPositions, string.Join(',', limits.Core.Config.Whitelist.Symbols)));
    }

    [Fact]
    public void StoredList_OfAnotherForm_FallsBackToTheFilesAndKeepsTheLimits()
    {
        var bench = EngineBench.Reconciled(Two);
        bench.Apply(new SettingsAccepted("2026-03-02T12:30:00Z", "older", "api", "ada", "an older program allowed it", new RiskConfig { MaxPositions = 3 }, "{}", Live: true, Whitelist: ["btc"]));
        bench.Restart();
        Assert.Equal((3, "BTCUSDT,ETHUSDT"), (bench.Core.Config.Risk.MaxPositions, string.Join(',', bench.Core.Config.Whitelist.Symbols)));
        Assert.StartsWith("The whitelist of version", Assert.Single(bench.Alerts("CONFIG_FALLBACK")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_OfAnOlderProgram_ReadsAndWritesAsItWas()
    {
        const string Written = """{"tag":"2026-11-20T08:00:00Z","hash":"abc","source":"api","by":"ada","reason":"quiet week","risk":{"maxRiskPerTrade":0.02},"json":"{}","live":true}""";
        var read = Assert.IsType<SettingsAccepted>(FactCodec.Read("SettingsAccepted", Encoding.UTF8.GetBytes(Written)));
        Assert.Null(read.Whitelist);
        Assert.DoesNotContain("whitelist", Encoding.UTF8.GetString(FactCodec.Write(read)), StringComparison.OrdinalIgnoreCase);
        var bench = EngineBench.Reconciled();
        Assert.DoesNotContain("whitelist", System.Text.Json.JsonSerializer.Serialize(bench.State.ToImage(), JournalJson.Default.EngineStateImage), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Rollback_ToAListWithASymbolTheSessionDoesNotHave_BringsItBackWatched()
    {
        var three = Two with { Whitelist = Two.Whitelist.With("SOLUSDT") };
        var bench = EngineBench.Reconciled(three);
        var first = bench.Facts<SettingsAccepted>().First();
        Remove(bench, "SOLUSDT");
        bench.Restart();
        var rollback = new RollbackSettingsCommand(EngineBench.Operator, "test", bench.Correlation("rollback"), first);
        bench.Command(rollback);
        bench.Advance(1);
        Assert.Equal((CommandStatus.Done, "BTCUSDT,ETHUSDT,SOLUSDT"), (bench.ReplyTo(rollback)!.Status, string.Join(',', bench.Core.Config.Whitelist.Symbols)));
        Assert.True(bench.Core.Surroundings.Of(BenchInstruments.Sol).Watched);
    }

    [Fact]
    public void Rollback_ToAListWithASymbolThatIsNotListedAnyMore_IsRefusedWhole()
    {
        var bench = EngineBench.Reconciled(Two with { Whitelist = Two.Whitelist.With("GONEUSDT") });
        var first = bench.Facts<SettingsAccepted>().First();
        Remove(bench, "GONEUSDT");
        var rollback = new RollbackSettingsCommand(EngineBench.Operator, "test", bench.Correlation("rollback"), first);
        bench.Command(rollback);
        bench.Advance(1);
        Assert.Equal((CommandStatus.Unlisted, "SYMBOL_UNKNOWN"), (bench.ReplyTo(rollback)!.Status, bench.ReplyTo(rollback)!.Code));
        Assert.Equal(2, bench.Facts<SettingsAccepted>().Count());
    }

    private static CommandResult Add(EngineBench bench, string symbol) => Change(bench, symbol, add: true);

    private static CommandResult Remove(EngineBench bench, string symbol) => Change(bench, symbol, add: false);

    private static CommandResult Change(EngineBench bench, string symbol, bool add)
    {
        var command = Send(bench, symbol, add);
        bench.Advance(0.2);
        return bench.ReplyTo(command)!;
    }

    private static ChangeWhitelistCommand Send(EngineBench bench, string symbol, bool add)
    {
        var command = new ChangeWhitelistCommand(EngineBench.Operator, "test", bench.Correlation("whitelist"), symbol, add);
        bench.Command(command);
        return command;
    }

    private static (bool Approved, string? Gate, string? Denial) Last(EngineBench bench) =>
        bench.Facts<IntentJudged>().Last() is var judged ? (judged.Approved, judged.Gate, judged.Denial) : default;
}
