using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Books;

/// <summary>Both sides and the last update id.</summary>
internal sealed class FloorBook(int index)
{
    public LevelArray Bids { get; } = new(1);

    public LevelArray Asks { get; } = new(-1);

    public long Update { get; set; }

    public void AddTo(BookCheck check) => check.Add(index, Bids.Best, Bids.BestLots, Asks.Best, Asks.BestLots);
}
