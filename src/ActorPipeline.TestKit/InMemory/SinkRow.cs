using System.Globalization;
using System.Text.Json;
using ActorPipeline.Emission;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Results;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>A row as a target keeps it.</summary>
/// <param name="Shard">The shard that it came from.</param>
/// <param name="Sequence">The commit of that shard.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Values">
/// A value for each column: long (timestamps in microseconds), double, decimal, bool, string or null.
/// </param>
public sealed record SinkRow(
    ShardId Shard, long Sequence, IReadOnlyList<ResultColumn> Columns, IReadOnlyList<object?> Values)
{
    /// <summary>The value of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public object? this[string column] => Columns.ValueOf(Values, column);

    /// <summary>A row of a batch.</summary>
    public static SinkRow Of(ShardId shard, long sequence, ResultBatch batch, int row)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new SinkRow(shard, sequence, batch.Schema, batch.ValuesOf(row));
    }

    /// <summary>A value for people: text in quotes, numbers with all digits.</summary>
    public static string TextOf(object? value) => value switch
    {
        null => "null",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => '"' + text + '"',
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The row as an object of JSON, timestamps as ISO 8601, as a file of results has it.</summary>
    public string ToJson() =>
        "{" + string.Join(',', Columns.Zip(Values, (c, v) => Member(c.Name, Json(c.Type, v)))) + "}";

    /// <summary>The values, in order.</summary>
    public override string ToString() => string.Join(" | ", Values.Select(TextOf));

    /// <summary>A value as JSON.</summary>
    internal static string Json(ColumnType type, object? value) => value switch
    {
        null => "null",
        long micros when type == ColumnType.Timestamp => $"\"{Iso8601.Format(micros)}\"",
        string text => JsonSerializer.Serialize(text, _readable),
        bool flag => flag ? "true" : "false",
        _ => TextOf(value),
    };

    private static readonly JsonSerializerOptions _readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Member(string name, string value) => JsonSerializer.Serialize(name, _readable) + ":" + value;
}
