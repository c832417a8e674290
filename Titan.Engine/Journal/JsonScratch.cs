using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>A place that JSON is written to over and over: what is hashed and bound at once needs no array of its own. Not thread-safe.</summary>
internal sealed class JsonScratch : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1_024);
    private readonly Utf8JsonWriter _writer;

    public JsonScratch() => _writer = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JournalJson.Default.Options.Encoder, SkipValidation = true });

    /// <returns>UTF-8, the same bytes as the serialiser's own array; good until the next call.</returns>
    public ReadOnlySpan<byte> Write(object value, JsonTypeInfo type)
    {
        _bytes.ResetWrittenCount();
        _writer.Reset();
        JsonSerializer.Serialize(_writer, value, type);
        _writer.Flush();
        return _bytes.WrittenSpan;
    }

    public void Dispose() => _writer.Dispose();
}
