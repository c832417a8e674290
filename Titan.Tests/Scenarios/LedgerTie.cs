using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Scenarios;

/// <summary>
/// Compares what our journal says with the exchange's own books: every order and execution once, the same money to the cent,
/// the same positions. The exchange's books are the judge.
/// </summary>
internal sealed class LedgerTie
{
    private readonly List<string> _differences = [];

    /// <summary>What does not tie; empty when all does.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Every order of the journal as it ended.</summary>
    public IReadOnlyCollection<Order> Ours { get; private set; } = [];

    /// <summary>Orders whose outcome a start had to ask for, because the process before it ended with them on their way.</summary>
    public int Interrupted { get; private set; }

    /// <summary>FLATTEN ALL runs that a start found unfinished.</summary>
    public int FlattensInterrupted { get; private set; }

    public int Orders { get; private set; }

    public int Executions { get; private set; }

    public static async Task<JsonNode> AskVenueAsync(Uri venue, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        return JsonNode.Parse(await client.GetStringAsync(new Uri(venue, "/ledger"), cancellationToken))!;
    }

    public static LedgerTie Compare(string databasePath, JsonNode venue)
    {
        var tie = new LedgerTie();
        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(databasePath, readOnly: true));
        connection.Open();
        var state = new EngineState();
        var orders = new Dictionary<string, Order>(StringComparer.Ordinal);
        var fills = new Dictionary<string, (decimal Quantity, decimal Price, decimal Fee)>(StringComparer.Ordinal);
        var funding = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entry, _) in JournalReader.Read(connection, 0, JournalChain.Genesis))
        {
            state.Apply(entry);
            switch (entry.Fact)
            {
                case OrderCreated created:
                    tie.Expect(orders.TryAdd(created.Order.Id.Value, created.Order), $"order {created.Order.Id} was created twice");
                    break;
                case OrderMoved { Status: OrderStatus.Unknown, Reason: "process restarted" }:
                    tie.Interrupted++;
                    break;
                case SessionStarted when state.Flatten is not null:
                    tie.FlattensInterrupted++;
                    break;
                case FillBooked fill:
                    tie.Expect(fills.TryAdd(fill.Id.Value, (fill.Quantity, fill.Price, fill.Fee)), $"execution {fill.Id} was booked twice");
                    break;
                case FundingBooked paid:
                    tie.Expect(funding.Add(paid.Id.Value), $"funding {paid.Id} was booked twice");
                    break;
            }

            foreach (var order in state.Orders.Values.Where(order => orders.ContainsKey(order.Id.Value)))
            {
                if (entry.Fact is FillBooked or OrderMoved)
                {
                    orders[order.Id.Value] = order;
                }
            }
        }

        tie.Ours = orders.Values;
        tie.CompareOrders(venue["orders"]!.AsArray(), orders);
        tie.CompareExecutions(venue["executions"]!.AsArray(), fills, funding);
        tie.CompareMoney(venue, state);
        tie.ComparePositions(venue["positions"]!.AsArray(), state);
        return tie;
    }

    private void CompareOrders(JsonArray theirs, Dictionary<string, Order> ours)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var entries = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in theirs.Where(row => Text(row!, "orderLinkId").Length > 0))
        {
            var id = Text(row!, "orderLinkId");
            Orders++;
            Expect(seen.Add(id), $"order {id} stands twice on the venue");
            if (!ours.TryGetValue(id, out var order))
            {
                Expect(false, $"order {id} is on the venue and not in the journal");
                continue;
            }

            Expect(order.FilledQuantity == Number(row!, "cumExecQty"), $"order {id}: filled {order.FilledQuantity}, venue {Number(row!, "cumExecQty")}");
            Expect(order.Purpose != OrderPurpose.Entry || entries.Add(order.Correlation.Value), $"intent {order.Correlation} has two entries on the venue");
        }
    }

    private void CompareExecutions(JsonArray theirs, Dictionary<string, (decimal Quantity, decimal Price, decimal Fee)> fills, HashSet<string> funding)
    {
        foreach (var row in theirs)
        {
            var id = Text(row!, "execId");
            Executions++;
            if (Text(row!, "execType") == "Funding")
            {
                Expect(funding.Contains(id), $"funding {id} {Text(row!, "symbol")} was not booked");
            }
            else if (!fills.Remove(id, out var fill))
            {
                Expect(false, $"execution {id} {Text(row!, "symbol")} {Text(row!, "side")} {Text(row!, "qty")} was not booked");
            }
            else
            {
                // The venue's wire carries eight decimals of a fee; its books carry all.
                var same = fill.Quantity == Number(row!, "qty") && fill.Price == Number(row!, "price") && Math.Abs(fill.Fee - Number(row!, "fee")) <= 0.00000001m;
                Expect(same, $"execution {id} differs: {fill}");
            }
        }

        Expect(fills.Count == 0, $"{fills.Count} executions in the journal that the venue does not know");
    }

    private void CompareMoney(JsonNode venue, EngineState state)
    {
        Cents("fees", state.Equity.FeesPaid, Number(venue, "totalFees"));
        Cents("realised P&L", state.Equity.RealizedPnl, Number(venue, "totalRealisedPnl"));
        Cents("funding", state.Equity.FundingPaid, -Number(venue, "totalFunding"));
    }

    private void ComparePositions(JsonArray theirs, EngineState state)
    {
        var venue = theirs.ToDictionary(row => Text(row!, "symbol"), row => Number(row!, "size") * (Text(row!, "side") == "Buy" ? 1 : -1), StringComparer.Ordinal);
        foreach (var symbol in venue.Keys.Union(state.Positions.Keys.Select(id => id.Value)))
        {
            var ours = state.Positions.TryGetValue(new InstrumentId(symbol), out var position) ? position.SignedQuantity : 0m;
            Expect(ours == venue.GetValueOrDefault(symbol), $"position {symbol}: ours {ours}, venue {venue.GetValueOrDefault(symbol)}");
        }
    }

    private void Cents(string what, decimal ours, decimal theirs) =>
        Expect(Math.Abs(ours - theirs) < 0.005m, string.Create(CultureInfo.InvariantCulture, $"{what}: ours {ours}, venue {theirs}"));

    private void Expect(bool holds, string difference)
    {
        if (!holds)
        {
            _differences.Add(difference);
        }
    }

    private static string Text(JsonNode row, string name) => row[name]!.GetValue<string>();

    private static decimal Number(JsonNode row, string name) => decimal.Parse(Text(row, name), CultureInfo.InvariantCulture);
}
