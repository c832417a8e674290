using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Titan.Web.Live;

namespace Titan.Web.Cells;

/// <summary>
/// Where a cell stands: the root's letter, then one letter for each property on the way and the index of each list's item. Letters are given
/// by the order of a record's properties, so that nobody has to name them. Null stands for a view that is not moved by cells.
/// </summary>
public static class CellPath
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly ConcurrentDictionary<Type, Dictionary<string, string>> Known = new();

    /// <summary>The path of a property of the record at this path.</summary>
    public static string? Of<TRecord>(string? at, string property) => at is null ? null : at + Known.GetOrAdd(typeof(TRecord), NamesOf)[property];

    /// <summary>The path of an item of the list at this path.</summary>
    public static string? Item(string? at, int index) => at is null ? null : at + Index(index);

    /// <summary>The items of the list at this path, each with its own.</summary>
    public static IEnumerable<(TItem Item, string? At)> Items<TItem>(ValueList<TItem> items, string? at) => items.Select((item, index) => (item, Item(at, index)));

    internal static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The properties that make a record what it is, computed ones left out, each with its letter.</summary>
    internal static IEnumerable<(PropertyInfo Property, string Letter)> Properties(Type record) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null)
            .OrderBy(property => property.MetadataToken)
            .Select((property, index) => (property, Letters[index].ToString()));

    private static Dictionary<string, string> NamesOf(Type record) => Properties(record).ToDictionary(one => one.Property.Name, one => one.Letter, StringComparer.Ordinal);
}
