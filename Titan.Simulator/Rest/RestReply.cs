using System.Buffers;
using System.Text.Json;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Rest;

/// <summary>A venue answer before it is put into its envelope: code, text, and the result and batch parts as JSON.</summary>
internal sealed record RestReply(int Code, string Message, ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Extra)
{
    private static readonly byte[] s_empty = "{}"u8.ToArray();

    public static RestReply Done { get; } = new(0, "OK", s_empty, s_empty);

    public static RestReply Refused(Verdict verdict) => new(verdict.Code, verdict.Message, s_empty, s_empty);

    public static RestReply Of(Verdict verdict) => verdict.IsOk ? Done : Refused(verdict);

    public static RestReply Ok(Action<Utf8JsonWriter> result, Action<Utf8JsonWriter>? extra = null) =>
        new(0, "OK", Write(result), extra is null ? s_empty : Write(extra));

    /// <summary>The REST envelope.</summary>
    public byte[] Envelope(long timeMs) => Write(this, timeMs);

    private static byte[] Write(RestReply reply, long timeMs) => Write(writer =>
    {
        writer.WriteNumber("retCode", reply.Code);
        writer.WriteString("retMsg", reply.Message);
        writer.WritePropertyName("result");
        writer.WriteRawValue(reply.Result.Span, skipInputValidation: true);
        writer.WritePropertyName("retExtInfo");
        writer.WriteRawValue(reply.Extra.Span, skipInputValidation: true);
        writer.WriteNumber("time", timeMs);
    }).ToArray();

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
