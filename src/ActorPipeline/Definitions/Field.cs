using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Definitions;

/// <summary>Columns that a decoder fills.</summary>
public static class Field
{
    /// <summary>Text.</summary>
    /// <param name="name">The name that expressions use.</param>
    /// <param name="path">Where it stands in a record (<c>a.b.c</c>); null for the name itself.</param>
    public static ColumnSpec Text(string name, string? path = null) => Of(name, ColumnType.String, path);

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="Text" />
    public static ColumnSpec Int64(string name, string? path = null) => Of(name, ColumnType.Int64, path);

    /// <summary>A floating-point number.</summary>
    /// <inheritdoc cref="Text" />
    public static ColumnSpec Double(string name, string? path = null) => Of(name, ColumnType.Double, path);

    /// <summary>A decimal number.</summary>
    /// <inheritdoc cref="Text" />
    public static ColumnSpec Decimal(string name, string? path = null) => Of(name, ColumnType.Decimal, path);

    /// <summary>A truth value.</summary>
    /// <inheritdoc cref="Text" />
    public static ColumnSpec Boolean(string name, string? path = null) => Of(name, ColumnType.Boolean, path);

    /// <summary>A point in time.</summary>
    /// <param name="name">The name that expressions use.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="path">Where it stands in a record (<c>a.b.c</c>); null for the name itself.</param>
    /// <exception cref="ArgumentException">A custom format without its pattern.</exception>
    public static ColumnSpec Time(
        string name, TimeFormatKind format = TimeFormatKind.Iso8601, string? path = null) =>
        format == TimeFormatKind.Custom
            ? throw new ArgumentException("give the pattern itself, such as \"yyyy/MM/dd HH:mm:ss\"", nameof(format))
            : Of(name, ColumnType.Timestamp, path) with { TimeFormat = new TimeFormat(format) };

    /// <summary>A point in time that is written by a pattern.</summary>
    /// <param name="name">The name that expressions use.</param>
    /// <param name="pattern">Such as <c>yyyy/MM/dd HH:mm:ss</c>; UTC unless it holds an offset (<c>zzz</c>).</param>
    /// <param name="path">Where it stands in a record (<c>a.b.c</c>); null for the name itself.</param>
    public static ColumnSpec Time(string name, string pattern, string? path = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return Of(name, ColumnType.Timestamp, path) with
        {
            TimeFormat = new TimeFormat(TimeFormatKind.Custom, pattern),
        };
    }

    private static ColumnSpec Of(string name, ColumnType type, string? path)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ColumnSpec(name, type, path ?? name);
    }
}
