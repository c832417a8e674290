using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Titan.Engine.Configuration;

/// <summary>
/// The version of a configuration: the first 12 hex digits of SHA-256 over every effective setting as one sorted line each. Equal settings have equal
/// versions on every machine and however they were given (0.10 is 0.1, a list in another order is the same list); any other value has another.
/// Secrets are no settings (<see cref="TitanConfig"/>), so none is in it.
/// </summary>
public static partial class ConfigVersion
{
    private const int Digits = 12;

    // Reading is rare, and it leaves to each setting that an older text does not have its own default; the compiled reader would not.
    private static readonly JsonSerializerOptions Plain = new() { Converters = { new JsonStringEnumConverter() } };

    public static string Of(TitanConfig config) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines(config)))))[..Digits];

    /// <summary>The whole configuration as text, for the record of its version.</summary>
    public static string Write(TitanConfig config) => JsonSerializer.Serialize(config, Written.Default.TitanConfig);

    /// <summary>Back from the record; null when it cannot be read.</summary>
    public static TitanConfig? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<TitanConfig>(text, Plain);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What the version is taken over: Risk:MaxLeverage=20, sorted.</summary>
    public static IReadOnlyList<string> Lines(TitanConfig config)
    {
        var lines = new List<string>();
        Walk(JsonSerializer.SerializeToNode(config, Written.Default.TitanConfig), "", lines);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static void Walk(JsonNode? node, string path, List<string> lines)
    {
        switch (node)
        {
            case JsonObject section:
                foreach (var (key, value) in section)
                {
                    Walk(value, path.Length == 0 ? key : $"{path}:{key}", lines);
                }

                break;
            case JsonArray list:
                lines.Add($"{path}={string.Join(',', list.Select(Text).Order(StringComparer.Ordinal))}");
                break;
            default:
                lines.Add($"{path}={Text(node)}");
                break;
        }
    }

    private static string Text(JsonNode? node) =>
        node is null ? ""
        : node.GetValueKind() == JsonValueKind.Number ? Number(node.GetValue<decimal>())
        : node.ToString();

    // Without the zeros at the end, which say how a number was typed and not what it is.
    private static string Number(decimal value) => value.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every start says its version: writing must not look the settings over by reflection first.</summary>
    [JsonSourceGenerationOptions(UseStringEnumConverter = true)]
    [JsonSerializable(typeof(TitanConfig))]
    private sealed partial class Written : JsonSerializerContext;
}
