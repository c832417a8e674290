namespace Titan.Engine.Ledger;

/// <summary>Closes of the last minutes by number of the minute (unix time / 60), so that two instruments can be laid side by side.</summary>
public sealed class MinuteCloses
{
    /// <summary>Minutes kept: a hundred price points need a hundred and one closes (spec titan-trading 3.4 step 10).</summary>
    public const int Kept = 101;

    private readonly (long Minute, double Close)[] _closes = new (long, double)[Kept];

    /// <summary>Number of the newest minute; 0 before the first.</summary>
    public long Newest { get; private set; }

    public void Add(long minute, double close)
    {
        if (minute > Newest && close > 0)
        {
            _closes[minute % Kept] = (minute, close);
            Newest = minute;
        }
    }

    /// <summary>Return from the minute before to this one, as a fraction; null when either is missing.</summary>
    public double? ReturnAt(long minute) =>
        At(minute) is { } now && At(minute - 1) is { } before ? (now / before) - 1.0 : null;

    private double? At(long minute) => minute > 0 && _closes[minute % Kept] is var (known, close) && known == minute ? close : null;
}
