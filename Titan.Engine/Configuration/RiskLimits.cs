using System.Text.Json;
using System.Text.Json.Nodes;
using Titan.Engine.Model;

namespace Titan.Engine.Configuration;

/// <summary>
/// What an operator may change while Titan runs: the limits of section Risk, judged whole (seed 002 "Updating Risk Parameters"; spec titan-trading 6).
/// Names are the API's: maxRiskPerTrade.
/// </summary>
public static class RiskLimits
{
    /// <summary>Leverage above which a change must be confirmed by its word.</summary>
    public const decimal ConfirmAbove = 20m;

    /// <summary>The word.</summary>
    public const string ConfirmWord = "LEVERAGE";

    private const string Section = "Titan:Risk:";

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>The limits by name, in the order of their declaration.</summary>
    public static IReadOnlyDictionary<string, decimal> Values(RiskConfig risk) =>
        JsonSerializer.SerializeToNode(risk, Camel)!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<decimal>(), StringComparer.Ordinal);

    /// <summary>The limits with some set anew; names that are none and fractions of a whole number are complaints.</summary>
    public static (RiskConfig Risk, IReadOnlyList<ConfigProblem> Problems) With(RiskConfig risk, IReadOnlyDictionary<string, decimal> wanted)
    {
        var fields = JsonSerializer.SerializeToNode(risk, Camel)!.AsObject();
        var problems = new List<ConfigProblem>();
        foreach (var (name, value) in wanted)
        {
            if (!fields.ContainsKey(name))
            {
                problems.Add(new ConfigProblem(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture), $"known are {string.Join(", ", fields.Select(field => field.Key))}"));
                continue;
            }

            var before = fields[name];
            fields[name] = decimal.IsInteger(value) && Math.Abs(value) < int.MaxValue ? JsonValue.Create((int)value) : JsonValue.Create(value);
            if (Read(fields) is null)
            {
                problems.Add(new ConfigProblem(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture), "a whole number"));
                fields[name] = before?.DeepClone();
            }
        }

        return (Read(fields)!, problems);
    }

    /// <summary>Complaints of the whole configuration, named as the API names the limits.</summary>
    public static IReadOnlyList<ConfigProblem> Check(TitanConfig config) =>
        [.. ConfigValidator.Check(config).Select(problem => problem.Key.StartsWith(Section, StringComparison.Ordinal) ? problem with { Key = JsonNamingPolicy.CamelCase.ConvertName(problem.Key[Section.Length..]) } : problem)];

    private static RiskConfig? Read(JsonObject fields)
    {
        try
        {
            return fields.Deserialize<RiskConfig>(Camel);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
