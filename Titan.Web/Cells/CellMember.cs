using Titan.Web.Live;

namespace Titan.Web.Cells;

/// <summary>One property of a view record, seen by the walk over its cells.</summary>
internal abstract class CellMember<TView>
    where TView : class
{
    public abstract bool HasCells { get; }

    public abstract bool Step(TView from, TView to, CellSheet sheet);

    public abstract void All(TView view, CellSheet sheet);
}

/// <summary>A property that must stay as it is.</summary>
internal sealed class PlainMember<TView, TValue>(Func<TView, TValue> read) : CellMember<TView>
    where TView : class
{
    public override bool HasCells => false;

    public override bool Step(TView from, TView to, CellSheet sheet) => EqualityComparer<TValue>.Default.Equals(read(from), read(to));

    public override void All(TView view, CellSheet sheet)
    {
    }
}

/// <summary>A cell.</summary>
internal sealed class TextMember<TView, TValue>(Func<TView, TValue> read, string letter) : CellMember<TView>
    where TView : class
{
    public override bool HasCells => true;

    public override bool Step(TView from, TView to, CellSheet sheet)
    {
        var (before, after) = (CellText.Of(read(from)), CellText.Of(read(to)));
        if (string.Equals(before, after, StringComparison.Ordinal))
        {
            return true;
        }

        if (string.IsNullOrEmpty(before) || string.IsNullOrEmpty(after))
        {
            return false;
        }

        sheet.Put(letter, after);
        return true;
    }

    public override void All(TView view, CellSheet sheet)
    {
        if (CellText.Of(read(view)) is { Length: > 0 } text)
        {
            sheet.Put(letter, text);
        }
    }
}

/// <summary>A record with cells in it; may be absent.</summary>
internal sealed class RecordMember<TView, TInner>(Func<TView, TInner?> read, string letter) : CellMember<TView>
    where TView : class
    where TInner : class
{
    public override bool HasCells => true;

    public override bool Step(TView from, TView to, CellSheet sheet)
    {
        if (read(from) is not { } before || read(to) is not { } after)
        {
            return read(from) is null && read(to) is null;
        }

        sheet.Enter(letter);
        var same = CellShape<TInner>.Step(before, after, sheet);
        sheet.Leave();
        return same;
    }

    public override void All(TView view, CellSheet sheet)
    {
        if (read(view) is { } inner)
        {
            sheet.Enter(letter);
            CellShape<TInner>.All(inner, sheet);
            sheet.Leave();
        }
    }
}

/// <summary>A list of records with cells in them; as many and, but for their cells, the same ones in the same order.</summary>
internal sealed class ListMember<TView, TItem>(Func<TView, ValueList<TItem>> read, string letter) : CellMember<TView>
    where TView : class
    where TItem : class
{
    public override bool HasCells => true;

    public override bool Step(TView from, TView to, CellSheet sheet)
    {
        var (before, after) = (read(from), read(to));
        if (before.Count != after.Count)
        {
            return false;
        }

        sheet.Enter(letter);
        var same = true;
        for (var i = 0; i < after.Count && same; i++)
        {
            sheet.Enter(CellPath.Index(i));
            same = CellShape<TItem>.Step(before[i], after[i], sheet);
            sheet.Leave();
        }

        sheet.Leave();
        return same;
    }

    public override void All(TView view, CellSheet sheet)
    {
        var items = read(view);
        sheet.Enter(letter);
        for (var i = 0; i < items.Count; i++)
        {
            sheet.Enter(CellPath.Index(i));
            CellShape<TItem>.All(items[i], sheet);
            sheet.Leave();
        }

        sheet.Leave();
    }
}
