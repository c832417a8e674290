using System.Text.Json;

namespace Titan.Engine.Journal;

/// <summary>
/// A JSON object of our own writing, read field by field in the order in which it was written; absent ones are null. Anything else (another
/// order, a field more, a value of another shape) makes it <see cref="Strange"/>, and whoever asked reads again with the serializer.
/// </summary>
internal ref struct FactFields
{
    private Utf8JsonReader _reader;

    public FactFields(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json);
        Open();
    }

    /// <summary>Something was not as expected; what was read so far means nothing.</summary>
    public bool Strange { get; private set; }

    /// <summary>All fields were taken, and nothing follows.</summary>
    public bool Ended => !Strange && _reader.TokenType == JsonTokenType.EndObject && !_reader.Read();

    public decimal Decimal(ReadOnlySpan<byte> name) => DecimalOrNull(name) ?? Missing<decimal>();

    public decimal? DecimalOrNull(ReadOnlySpan<byte> name) => At(name, JsonTokenType.Number) && _reader.TryGetDecimal(out var value) ? Take(value) : null;

    public int? IntegerOrNull(ReadOnlySpan<byte> name) => At(name, JsonTokenType.Number) && _reader.TryGetInt32(out var value) ? Take(value) : null;

    public bool Flag(ReadOnlySpan<byte> name) =>
        IsNext(name) && Step() && _reader.TokenType is JsonTokenType.True or JsonTokenType.False ? Take(_reader.TokenType == JsonTokenType.True) : Missing<bool>();

    public string Text(ReadOnlySpan<byte> name) => TextOrNull(name) ?? Missing<string>()!;

    public string? TextOrNull(ReadOnlySpan<byte> name) => At(name, JsonTokenType.String) ? Take(_reader.GetString()) : null;

    public DateTimeOffset Time(ReadOnlySpan<byte> name) => TimeOrNull(name) ?? Missing<DateTimeOffset>();

    public DateTimeOffset? TimeOrNull(ReadOnlySpan<byte> name) => At(name, JsonTokenType.String) && _reader.TryGetDateTimeOffset(out var value) ? Take(value) : null;

    public T Word<T>(ReadOnlySpan<byte> name)
        where T : struct, Enum => WordOrNull<T>(name) ?? Missing<T>();

    public T? WordOrNull<T>(ReadOnlySpan<byte> name)
        where T : struct, Enum
    {
        if (!At(name, JsonTokenType.String))
        {
            return null;
        }

        foreach (var (word, value) in Words<T>.All)
        {
            if (_reader.ValueTextEquals(word))
            {
                return Take(value);
            }
        }

        return Missing<T>();
    }

    /// <summary>The text inside <c>{"value":"…"}</c>: the form of our ids.</summary>
    public string Id(ReadOnlySpan<byte> name) => IdOrNull(name) ?? Missing<string>()!;

    public string? IdOrNull(ReadOnlySpan<byte> name)
    {
        if (!IsNext(name))
        {
            return null;
        }

        Step();
        Enter();
        var text = Text("value"u8);
        Leave();
        return text;
    }

    /// <summary>Goes into the object that is the next field's value.</summary>
    public void Into(ReadOnlySpan<byte> name)
    {
        if (IsNext(name))
        {
            Step();
            Enter();
        }
        else
        {
            Strange = true;
        }
    }

    /// <summary>Behind the last field of an object that was gone into.</summary>
    public void Leave()
    {
        Strange |= _reader.TokenType != JsonTokenType.EndObject;
        Step();
    }

    private bool At(ReadOnlySpan<byte> name, JsonTokenType shape)
    {
        if (!IsNext(name))
        {
            return false;
        }

        Step();
        Strange |= _reader.TokenType != shape;
        return !Strange;
    }

    private bool IsNext(ReadOnlySpan<byte> name) => !Strange && _reader.TokenType == JsonTokenType.PropertyName && _reader.ValueTextEquals(name);

    private T Take<T>(T value)
    {
        Step();
        return value;
    }

    private void Open()
    {
        Step();
        Enter();
    }

    private void Enter()
    {
        Strange |= _reader.TokenType != JsonTokenType.StartObject;
        Step();
    }

    private bool Step()
    {
        Strange |= Strange || !_reader.Read();
        return !Strange;
    }

    private T? Missing<T>()
    {
        Strange = true;
        return default;
    }

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly (byte[] Word, T Value)[] All = [.. Enum.GetValues<T>().Select(static value => (System.Text.Encoding.UTF8.GetBytes(value.ToString()), value))];
    }
}
