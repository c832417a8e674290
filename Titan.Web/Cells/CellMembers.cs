using System.Reflection;
using Titan.Web.Live;

namespace Titan.Web.Cells;

/// <summary>Decides for a property which kind of member it is, and compiles its reader.</summary>
internal static class CellMembers
{
    private static readonly Type[] Texts = [typeof(string), typeof(decimal), typeof(decimal?), typeof(int), typeof(Tone)];

    /// <exception cref="NotSupportedException">A property is marked as a cell and is no text, number or tone.</exception>
    public static CellMember<TView> Of<TView>(PropertyInfo property, string letter)
        where TView : class
    {
        var type = property.PropertyType;
        if (property.IsDefined(typeof(CellAttribute)))
        {
            return Texts.Contains(type)
                ? Make<TView>(nameof(Text), property, letter, type)
                : throw new NotSupportedException($"{property.DeclaringType!.Name}.{property.Name} is marked as a cell but is no text, number or tone.");
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) && HasCells(type.GetGenericArguments()[0], typeof(TView)))
        {
            return Make<TView>(nameof(List), property, letter, type.GetGenericArguments()[0]);
        }

        return Make<TView>(HasCells(type, typeof(TView)) ? nameof(Record) : nameof(Plain), property, letter, type);
    }

    // Views hold records of their own assembly: asking every type would make a shape of each.
    private static bool HasCells(Type type, Type within) =>
        type.IsClass && type.Assembly == within.Assembly && !type.IsGenericType
        && (bool)typeof(CellShape<>).MakeGenericType(type).GetProperty(nameof(CellShape<object>.HasCells))!.GetValue(null)!;

    private static CellMember<TView> Make<TView>(string kind, PropertyInfo property, string letter, Type value)
        where TView : class =>
        (CellMember<TView>)typeof(CellMembers).GetMethod(kind, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(typeof(TView), value).Invoke(null, [property, letter])!;

    private static TextMember<TView, TValue> Text<TView, TValue>(PropertyInfo property, string letter)
        where TView : class => new(property.GetMethod!.CreateDelegate<Func<TView, TValue>>(), letter);

    private static PlainMember<TView, TValue> Plain<TView, TValue>(PropertyInfo property, string letter)
        where TView : class
    {
        _ = letter;
        return new PlainMember<TView, TValue>(property.GetMethod!.CreateDelegate<Func<TView, TValue>>());
    }

    private static RecordMember<TView, TInner> Record<TView, TInner>(PropertyInfo property, string letter)
        where TView : class
        where TInner : class => new(property.GetMethod!.CreateDelegate<Func<TView, TInner?>>(), letter);

    private static ListMember<TView, TItem> List<TView, TItem>(PropertyInfo property, string letter)
        where TView : class
        where TItem : class => new(property.GetMethod!.CreateDelegate<Func<TView, ValueList<TItem>>>(), letter);
}
