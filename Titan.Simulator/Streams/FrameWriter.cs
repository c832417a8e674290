using System.Buffers;
using System.Text.Json;

namespace Titan.Simulator.Streams;

/// <summary>Writes one JSON frame after the other into a reused buffer; used only inside the exchange's act.</summary>
internal sealed class FrameWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    public FrameWriter() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    public byte[] Frame<T>(T state, Action<Utf8JsonWriter, T> body)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        body(_writer, state);
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    /// <summary>A bare value, such as one row of a list.</summary>
    public byte[] Value<T>(T state, Action<Utf8JsonWriter, T> body)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        body(_writer, state);
        _writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();
}
