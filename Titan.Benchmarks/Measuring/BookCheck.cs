using System.Globalization;

namespace Titan.Benchmarks.Measuring;

/// <summary>One number over the best prices and sizes of all books in ticks and lots; the Node peers make the same one.</summary>
internal sealed class BookCheck
{
    private long _sum;

    public void Add(int index, long bidTicks, long bidLots, long askTicks, long askLots) =>
        _sum += ((index + 1) * ((bidTicks * 7) + (askTicks * 13))) + (bidLots * 17) + (askLots * 19);

    public override string ToString() => _sum.ToString(CultureInfo.InvariantCulture);
}
