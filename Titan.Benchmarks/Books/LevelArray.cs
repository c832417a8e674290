using System.Runtime.CompilerServices;

namespace Titan.Benchmarks.Books;

/// <summary>The floor's book side: two arrays, best last, found by walking from the top. Nothing is trimmed or checked.</summary>
internal sealed class LevelArray(int sign)
{
    private readonly long[] _keys = new long[512];
    private readonly long[] _lots = new long[512];
    private int _count;

    public long Best => _keys[_count - 1] * sign;

    public long BestLots => _lots[_count - 1];

    public void Clear() => _count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(long ticks, long lots)
    {
        var key = ticks * sign;
        var keys = _keys;
        var at = _count;
        while (at > 0 && keys[at - 1] >= key)
        {
            at--;
        }

        if (at < _count && keys[at] == key)
        {
            if (lots == 0)
            {
                Array.Copy(keys, at + 1, keys, at, _count - at - 1);
                Array.Copy(_lots, at + 1, _lots, at, _count - at - 1);
                _count--;
            }
            else
            {
                _lots[at] = lots;
            }
        }
        else if (lots != 0)
        {
            Array.Copy(keys, at, keys, at + 1, _count - at);
            Array.Copy(_lots, at, _lots, at + 1, _count - at);
            keys[at] = key;
            _lots[at] = lots;
            _count++;
        }
    }
}
