using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Safety;

namespace Titan.Engine.Kernel;

/// <summary>
/// Changes of the settings as commands. A symbol that comes onto the whitelist must be known to the venue first: its terms are asked for, the command waits,
/// and the answer decides; nothing is changed before. From then on the instrument is of the session and watched.
/// </summary>
internal sealed partial class EngineCore
{
    private void ChangeWhitelist(ChangeWhitelistCommand command)
    {
        var symbol = WhitelistConfig.Normal(command.Symbol);
        if (!_surroundings.Started)
        {
            Finish(command, CommandResult.Refused("NOT_READY", "The engine is still starting; try again in a moment."));
        }
        else if (_settings.WhyNotListed(symbol, command.Add) is { } refusal)
        {
            Tell(command, refusal);
        }
        else if (!MustAsk(command, command.Add ? [symbol] : []))
        {
            Perform(command);
        }
    }

    private void Rollback(RollbackSettingsCommand command)
    {
        if (!MustAsk(command, Newcomers(command)))
        {
            Perform(command);
        }
    }

    private void Perform(EngineCommand command)
    {
        switch (command)
        {
            case ChangeWhitelistCommand list: Tell(list, _settings.List(WhitelistConfig.Normal(list.Symbol), list.Add, list.Author, list.Reason)); break;
            case RollbackSettingsCommand rollback: Tell(rollback, _settings.Return(rollback.Target, rollback.Confirm, rollback.Author, rollback.Reason)); break;
        }
    }

    // What is on the list already was accepted once, also when the venue has ended its listing since.
    private string[] Newcomers(EngineCommand command) => command switch
    {
        ChangeWhitelistCommand { Add: true } list => [WhitelistConfig.Normal(list.Symbol)],
        RollbackSettingsCommand rollback when ConfigVersion.Read(rollback.Target.Json) is { } target => [.. target.Whitelist.Symbols.Where(symbol => !Config.Whitelist.Allows(symbol))],
        _ => [],
    };

    // True when the venue is asked and the command waits for its answer.
    private bool MustAsk(EngineCommand command, IReadOnlyList<string> symbols)
    {
        var unknown = symbols.Where(symbol => !_instruments.TryGet(symbol, out _)).ToArray();
        foreach (var symbol in unknown.Where(_loading.Add))
        {
            _turn.Emit(new LoadInstrument(symbol));
        }

        if (unknown.Length > 0)
        {
            Wait(command, string.Join(", ", unknown));
        }

        return unknown.Length > 0;
    }

    // Each command that waits for this symbol and for no other any more is decided, in the order in which they came.
    private void AnswerListing(InstrumentLoaded loaded)
    {
        foreach (var pending in _pending.All.Where(pending => pending.Command is ChangeWhitelistCommand or RollbackSettingsCommand).OrderBy(pending => pending.Since).ToArray())
        {
            var missing = Newcomers(pending.Command).Where(symbol => !_instruments.TryGet(symbol, out _)).ToArray();
            if (missing.Contains(loaded.Symbol))
            {
                Answer(pending, loaded.Answer.IsKnown ? Unlisted(loaded.Symbol) : NotAsked(loaded));
            }
            else if (missing.Length == 0 && _pending.Take(pending.Command.Correlation, out _))
            {
                Perform(pending.Command);
            }
        }
    }

    private static CommandResult NotAsked(InstrumentLoaded loaded) =>
        new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", $"The venue could not be asked for {loaded.Symbol}: {loaded.Answer.Outcome.Text}. Nothing was changed.");

    private static CommandResult Unlisted(string symbol) => new CommandResult(CommandStatus.Unlisted, "SYMBOL_UNKNOWN", $"The venue lists no USDT perpetual {symbol}; nothing was changed.")
    {
        Problems = [new ConfigProblem("symbol", symbol, "a USDT perpetual that the venue lists")],
    };

    private void Tell(EngineCommand command, SettingsAnswer answer)
    {
        var changed = string.Join(", ", answer.Changes);
        var follows = answer.Changes.Count > 0 ? FollowTheList() : null;
        var result = answer.Refusal is { } refusal ? Refuse(refusal)
            : answer.Problems.Count > 0 ? CommandResult.Invalid("INVALID_CONFIG", string.Join("; ", answer.Problems)) with { Problems = answer.Problems }
            : CommandResult.Done(changed.Length == 0 ? $"Nothing changes; version {answer.Tag} stays in force." : follows is null ? $"Version {answer.Tag} is in force: {changed}" : $"Version {answer.Tag} is in force: {changed}. {follows}") with
            {
                VersionTag = answer.Tag,
                Changes = answer.Changes,
                Whitelist = Config.Whitelist.Symbols,
            };
        Finish(command, result, changed.Length == 0 ? "nothing changed" : $"{answer.Tag}: {changed}");
    }
}
