using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger;

/// <summary>A setting against its range, both ends allowed; says what is wrong in the words of every other setting.</summary>
internal static class SettingRange
{
    public static ConfigProblem? Check<T>(string key, string name, T value, T from, T to)
        where T : IComparable<T>, IFormattable =>
        value.CompareTo(from) < 0 || value.CompareTo(to) > 0 ? new ConfigProblem($"{key}:{name}", Text(value), $"allowed {Text(from)} to {Text(to)}") : null;

    public static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
