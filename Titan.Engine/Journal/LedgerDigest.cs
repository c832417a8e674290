using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// What a ledger decided and what came of it: counts, closed trades, and one hash each over all decisions and all orders and fills. Equal hashes of
/// two ledgers mean that both decided the same at the same market times, whatever the machine or the speed.
/// </summary>
/// <param name="Decisions">Notes of the strategies, judged intents, trips of the breaker.</param>
/// <param name="DecisionHash">SHA-256 over the decisions in order, hexadecimal.</param>
/// <param name="OutcomeHash">The same over orders and fills.</param>
/// <param name="Approved">Intents that passed all gates.</param>
/// <param name="Denials">Intents refused, by code of the gate.</param>
/// <param name="Orders">Orders made, for whatever purpose.</param>
/// <param name="Fills">Executions booked.</param>
/// <param name="Trips">Trips of the breaker, by code.</param>
/// <param name="Trades">All closed trades, oldest first.</param>
/// <param name="Equity">Equity in USDT after the last entry; null when it was never known.</param>
/// <param name="Sums">Money and holdings after the last entry.</param>
public sealed record LedgerDigest(
    int Decisions, string DecisionHash, string OutcomeHash, int Approved, IReadOnlyDictionary<string, int> Denials, int Orders, int Fills,
    IReadOnlyDictionary<string, int> Trips, IReadOnlyList<ClosedTrade> Trades, decimal? Equity, LedgerSums Sums)
{
    /// <summary>Reads a ledger from its first entry; read-only, also beside a running engine.</summary>
    /// <param name="databasePath">titan_execution.db.</param>
    /// <param name="line">Told each decision's line as it is hashed; null when nobody wants them.</param>
    /// <exception cref="JournalException">A row is missing, changed or unreadable.</exception>
    public static LedgerDigest Read(string databasePath, Action<string>? line = null)
    {
        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(databasePath, readOnly: true));
        connection.Open();
        using var decided = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var happened = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var state = new EngineState();
        var trades = new List<ClosedTrade>();
        var denials = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var trips = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (decisions, approved, orders, fills, fundings) = (0, 0, 0, 0, 0);
        foreach (var (entry, _) in JournalReader.Read(connection, 0, JournalChain.Genesis))
        {
            if (state.Apply(entry) is { } closed)
            {
                trades.Add(closed);
            }

            if (DecisionLines.OfDecision(entry) is { } decision)
            {
                decisions++;
                Append(decided, decision);
                line?.Invoke(decision);
            }

            if (DecisionLines.OfOutcome(entry) is { } outcome)
            {
                Append(happened, outcome);
            }

            switch (entry.Fact)
            {
                case IntentJudged { Approved: true }: approved++; break;
                case IntentJudged judged: Count(denials, judged.Denial ?? "UNNAMED"); break;
                case BreakerTripped tripped: Count(trips, tripped.Code); break;
                case OrderCreated: orders++; break;
                case FillBooked: fills++; break;
                case FundingBooked: fundings++; break;
            }
        }

        return new LedgerDigest(
            decisions, Convert.ToHexStringLower(decided.GetHashAndReset()), Convert.ToHexStringLower(happened.GetHashAndReset()),
            approved, denials, orders, fills, trips, trades, state.Equity.Equity,
            new LedgerSums(state.Equity.RealizedPnl, state.Equity.FeesPaid, state.Equity.FundingPaid, fills + fundings, state.Positions.Values.Count(static position => position.SignedQuantity != 0m)));
    }

    private static void Append(IncrementalHash hash, string line)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(line));
        hash.AppendData("\n"u8);
    }

    private static void Count(SortedDictionary<string, int> counts, string code) => counts[code] = counts.GetValueOrDefault(code) + 1;
}
