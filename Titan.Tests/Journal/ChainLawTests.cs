using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Journal;

namespace Titan.Tests.Journal;

/// <summary>The law of the audit chain (spec titan-trading 13): what was written verifies, and no byte of it can change unseen.</summary>
public sealed class ChainLawTests
{
    [Fact]
    public void Chain_OverAnyRows_VerifiesAndFindsAnyChangedByte() =>
        Prop.ForAll(Gen.Choose(0, 255).ArrayOf(24).ArrayOf().Where(static rows => rows.Length > 0).ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (numbers, place) =>
        {
            byte[][] rows = [.. numbers.Select(row => row.Select(number => (byte)number).ToArray())];
            var told = Hashes(rows);
            if (!Verifies(rows, told))
            {
                return false;
            }

            var (row, column) = (place % rows.Length, place % 24);
            rows[row][column] ^= (byte)(1 << (place % 8));
            // Every row before it still stands, and the first that does not is the changed one.
            return FirstBroken(rows, told) == row;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Chain_WithARowLeftOutOrTwoExchanged_NoLongerVerifies() =>
        Prop.ForAll(Gen.Choose(2, 40).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (count, place) =>
        {
            byte[][] rows = [.. Enumerable.Range(0, count).Select(index => BitConverter.GetBytes(index * 7919))];
            var told = Hashes(rows);
            var at = place % (count - 1);
            byte[][] without = [.. rows.Where((_, index) => index != at)];
            (rows[at], rows[at + 1]) = (rows[at + 1], rows[at]);
            return FirstBroken(rows, told) == at && FirstBroken(without, told) == at;
        }).QuickCheckThrowOnFailure();

    private static byte[][] Hashes(byte[][] rows)
    {
        using var chain = new JournalChain();
        var (hashes, before) = (new byte[rows.Length][], JournalChain.Genesis);
        for (var index = 0; index < rows.Length; index++)
        {
            hashes[index] = before = chain.Next(before, index + 1, 1_000L * index, "EventNoted", rows[index]);
        }

        return hashes;
    }

    private static bool Verifies(byte[][] rows, byte[][] told) => FirstBroken(rows, told) == -1;

    // Each row is checked against the hash that is told for the one before it, as a reader of the journal does.
    private static int FirstBroken(byte[][] rows, byte[][] told)
    {
        using var chain = new JournalChain();
        for (var index = 0; index < rows.Length; index++)
        {
            var before = index == 0 ? JournalChain.Genesis : told[index - 1];
            if (!chain.Next(before, index + 1, 1_000L * index, "EventNoted", rows[index]).AsSpan().SequenceEqual(told[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
