using System.Globalization;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>A fade waits until the drive is spent: the burst's delta is worth less than 20,000 USD (spec titan-trading 2.3 SIGMA_FADE).</summary>
internal sealed class FadeExhaustion : IFakeOutFilter
{
    private const decimal Spent = 20_000m;

    public string Reason => "FADE_NOT_EXHAUSTED";

    public string? Refuse(in BiteSight sight)
    {
        var notional = Math.Abs(sight.Strike.MicroCvd * sight.Strike.Price);
        return !sight.Trap.Type.IsFade() || notional < Spent ? null : string.Create(CultureInfo.InvariantCulture, $"CVD {notional:0} USD in the burst, below 20000");
    }
}
