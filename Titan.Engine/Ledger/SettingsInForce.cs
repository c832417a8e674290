using Titan.Engine.Configuration;

namespace Titan.Engine.Ledger;

/// <summary>The version of the configuration in force.</summary>
/// <param name="Tag">When it came into force: UTC to the second.</param>
/// <param name="Hash">Of the whole configuration (<see cref="ConfigVersion"/>).</param>
/// <param name="Live">An operator set limits while Titan ran: from then on they outrank files, environment and command line (design 3).</param>
/// <param name="Risk">The limits.</param>
/// <param name="Whitelist">The allow-list once an operator changed it while Titan ran, which from then on outranks the files as well; null before.</param>
public sealed record SettingsInForce(string Tag, string Hash, bool Live, RiskConfig Risk, IReadOnlyList<string>? Whitelist = null)
{
    /// <summary>What files, environment and command line ask, with what outranks them.</summary>
    public TitanConfig Over(TitanConfig asked)
    {
        var config = Live ? asked with { Risk = Risk } : asked;
        return Whitelist is null ? config : config with { Whitelist = new WhitelistConfig { Symbols = Whitelist } };
    }

    /// <summary>The same without what the ranges of this program do not allow any more.</summary>
    public SettingsInForce Allowed(TitanConfig asked) => this with
    {
        Live = Live && ConfigValidator.Check((this with { Whitelist = null }).Over(asked)).Count == 0,
        Whitelist = ConfigValidator.Check((this with { Live = false }).Over(asked)).Count == 0 ? Whitelist : null,
    };
}
