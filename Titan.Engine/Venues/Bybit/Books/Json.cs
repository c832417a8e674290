using System.Runtime.CompilerServices;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// The few steps both scanners share. Each returns the address behind what it read, or null for anything that is not the compact
/// JSON of the venue; callers then leave the frame to the reader.
/// </summary>
internal static unsafe class Json
{
    /// <summary>"name": with the address behind the colon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Key(byte* at, byte* end, out byte* key, out int length)
    {
        at = Text(at, end, out key, out length);
        return at is null || at >= end || *at != ':' ? null : at + 1;
    }

    /// <summary>A string without escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Text(byte* at, byte* end, out byte* text, out int length)
    {
        text = at + 1;
        length = 0;
        if (at >= end || *at != '"')
            return null;
        var from = ++at;
        while (at < end && *at != '"')
        {
            if (*at == '\\' || *at < 0x20)
                return null;
            at++;
        }

        if (at >= end)
            return null;
        length = (int)(at - from);
        return at + 1;
    }

    /// <summary>An unsigned integer of at most 18 digits, bare or in quotes (samples of the documentation differ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Integer(byte* at, byte* end, out long value)
    {
        value = 0;
        var quoted = at < end && *at == '"';
        if (quoted)
            at++;
        var from = at;
        unchecked
        {
            uint digit;
            while (at < end && (digit = (uint)(*at - '0')) <= 9)
            {
                value = (value * 10) + digit;
                at++;
            }
        }

        var digits = at - from;
        if (digits is 0 or > 18 || at >= end || (digits > 1 && *from == '0'))
            return null;
        if (quoted)
            return *at == '"' ? at + 1 : null;
        return *at is (byte)',' or (byte)'}' ? at : null;
    }

    /// <summary>A string, number, true, false or null that nobody asked for; nested values are left to the reader.</summary>
    public static byte* SkipPlain(byte* at, byte* end)
    {
        if (at >= end)
            return null;
        if (*at == '"')
            return Text(at, end, out _, out _);
        var from = at;
        while (at < end && (char.IsAsciiLetterOrDigit((char)*at) || *at is (byte)'-' or (byte)'.' or (byte)'+'))
            at++;
        if (at >= end)
            return null;
        return IsPlainWord(new ReadOnlySpan<byte>(from, (int)(at - from))) ? at : null;
    }

    private static bool IsPlainWord(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8))
            return true;
        if (word.IsEmpty || (word.Length > 1 && word[0] == '0'))
            return false;
        foreach (var letter in word)
        {
            if (!char.IsAsciiDigit((char)letter))
                return false;
        }

        return true;
    }
}
