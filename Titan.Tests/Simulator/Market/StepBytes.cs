using System.Buffers.Binary;
using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

/// <summary>A step as bytes, decimals with their scale, time relative to the start: equal bytes mean an equal market.</summary>
internal sealed class StepBytes
{
    private readonly int[] _parts = new int[4];
    private byte[] _buffer = new byte[1 << 16];
    private int _length;

    public ReadOnlySpan<byte> Write(DateTimeOffset start, MarketStep step)
    {
        _length = 0;
        Add((step.At - start).Ticks);
        foreach (var instrument in step.Instruments)
        {
            foreach (var level in instrument.Bids)
                Add(level);
            foreach (var level in instrument.Asks)
                Add(level);
            foreach (var trade in instrument.Trades)
            {
                Add((trade.TakerBuys ? 1 : 0) + (trade.Liquidation ? 2 : 0));
                Add(trade.Size);
            }

            Add(instrument.MarkPrice);
            Add(instrument.IndexPrice);
            Add(instrument.FundingRate);
            Add(instrument.OpenInterest);
        }

        return _buffer.AsSpan(0, _length);
    }

    public ReadOnlySpan<byte> Write(MarketBar bar)
    {
        _length = 0;
        Add(bar.OpenTimeMs);
        foreach (var value in (ReadOnlySpan<decimal>)[bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Turnover])
            Add(value);
        return _buffer.AsSpan(0, _length);
    }

    private void Add(OutsideLevel level)
    {
        Add(level.Price);
        Add(level.Size);
    }

    private void Add(decimal value)
    {
        decimal.GetBits(value, _parts);
        foreach (var part in _parts)
            Add(part);
    }

    private void Add(long value)
    {
        if (_length + 8 > _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += 8;
    }
}
