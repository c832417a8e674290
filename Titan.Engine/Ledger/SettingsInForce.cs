using Titan.Engine.Configuration;

namespace Titan.Engine.Ledger;

/// <summary>The version of the configuration in force.</summary>
/// <param name="Tag">When it came into force: UTC to the second.</param>
/// <param name="Hash">Of the whole configuration (<see cref="ConfigVersion"/>).</param>
/// <param name="Live">An operator set limits while Titan ran: from then on they outrank files, environment and command line (design 3).</param>
/// <param name="Risk">The limits.</param>
public sealed record SettingsInForce(string Tag, string Hash, bool Live, RiskConfig Risk);
