using System.Text.Json;
using System.Text.Json.Serialization;

namespace Titan.Web.Api;

/// <summary>JSON of the API: money as numbers, names exactly as written in each shape, unknown fields of a request refused.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.General)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>For shapes in which an unknown value must be seen as null.</summary>
    public static JsonSerializerOptions WithNulls { get; } = new(JsonSerializerDefaults.General) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Rows and results of acts.</summary>
    public static JsonSerializerOptions Snake { get; } = new(JsonSerializerDefaults.General) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal static JsonSerializerOptions Requests { get; } = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        MaxDepth = 8,
    };
}
