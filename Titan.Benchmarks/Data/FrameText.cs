using System.Globalization;
using System.Text;

namespace Titan.Benchmarks.Data;

/// <summary>Builds one compact JSON line after the other in a reused buffer; the bytes are the venue's way of writing.</summary>
internal sealed class FrameText(Stream output)
{
    private byte[] _bytes = new byte[16_384];
    private int _length;

    public FrameText Add(string text)
    {
        EnsureRoom(text.Length * 3);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        return this;
    }

    public FrameText Add(long number)
    {
        EnsureRoom(24);
        number.TryFormat(_bytes.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    /// <summary>A whole number of steps as a decimal with exactly so many places.</summary>
    public FrameText AddSteps(long steps, int decimals)
    {
        if (decimals == 0)
        {
            return Add(steps);
        }

        var unit = (long)Math.Pow(10, decimals);
        Add(steps / unit).Add(".");
        var fraction = steps % unit;
        for (var place = unit / 10; place > 0; place /= 10)
        {
            _bytes[_length++] = (byte)('0' + (fraction / place % 10));
        }

        return this;
    }

    /// <summary>Ends the line and writes it out.</summary>
    public void End()
    {
        EnsureRoom(1);
        _bytes[_length++] = (byte)'\n';
        output.Write(_bytes, 0, _length);
        _length = 0;
    }

    private void EnsureRoom(int more)
    {
        if (_length + more + 32 > _bytes.Length)
        {
            Array.Resize(ref _bytes, (_bytes.Length * 2) + more);
        }
    }
}
