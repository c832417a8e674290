using System.Globalization;

namespace Titan.Simulator.Market.Recorded;

/// <summary>A csv file with one header line and no quoting, read row by row; columns are found by name.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly RecordingLines _lines;
    private readonly string[] _names;
    private readonly Range[] _cells;
    private string _row = "";

    public CsvTable(string path, params ReadOnlySpan<string> required)
    {
        _lines = new RecordingLines(path);
        _names = _lines.Next()?.Split(',') ?? [];
        _cells = new Range[_names.Length + 1];
        foreach (var name in required)
        {
            if (Column(name) >= 0)
                continue;
            var missing = _lines.Expected($"a header line with the columns {string.Join(',', required!)}");
            _lines.Dispose();
            throw missing;
        }
    }

    /// <summary>Where a column stands, or -1.</summary>
    public int Column(string name) => Array.IndexOf(_names, name);

    public bool Read()
    {
        if (_lines.Next() is not { } row)
            return false;
        _row = row;
        if (row.AsSpan().Split(_cells, ',') != _names.Length)
            throw _lines.Expected($"{_names.Length} values ({string.Join(',', _names)})");
        return true;
    }

    public ReadOnlySpan<char> Text(int column) => _row.AsSpan(_cells[column]);

    public decimal Number(int column) =>
        decimal.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw _lines.Expected($"a number in column {_names[column]}, not '{Text(column)}'");

    public decimal Price(int column) =>
        Number(column) is > 0 and var price ? price : throw _lines.Expected($"a positive price in column {_names[column]}, not '{Text(column)}'");

    public decimal Size(int column) =>
        Number(column) is >= 0 and var size ? size : throw _lines.Expected($"a size of at least 0 in column {_names[column]}, not '{Text(column)}'");

    public long Time(int column) =>
        long.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw _lines.Expected($"a time in milliseconds in column {_names[column]}, not '{Text(column)}'");

    public RecordingFormatException Expected(string what) => _lines.Expected(what);

    public void Dispose() => _lines.Dispose();
}
