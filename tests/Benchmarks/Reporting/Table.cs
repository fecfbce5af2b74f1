namespace Benchmarks.Reporting;

/// <summary>Figures of several things of a kind.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Columns">The columns; a text or a number each.</param>
internal sealed record Table(string Key, params TableColumn[] Columns)
{
    /// <summary>The rows: a string, a number or null for each column.</summary>
    public List<object?[]> Rows { get; } = [];

    public void Add(params object?[] cells) => Rows.Add(cells);
}
