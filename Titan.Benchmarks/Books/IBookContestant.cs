using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Books;

/// <summary>Something that turns book frames into books: ours or a floor.</summary>
internal interface IBookContestant
{
    /// <summary>Parses, checks the sequence, applies and reads best bid and ask.</summary>
    void Handle(ReadOnlySpan<byte> frame);

    /// <summary>Adds the best of every book.</summary>
    void Check(BookCheck check);
}
