using System.Globalization;
using System.Text.Json;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Rows;

/// <summary>
/// A row that is expected: values by column, as text. A column that is not named may have any value. Numbers are equal
/// by value (<c>12.5</c> and <c>12.50</c>), doubles within one part in a billion; a timestamp is ISO 8601 or
/// microseconds since 1970.
/// </summary>
/// <param name="Fields">Column and value; null for null.</param>
/// <param name="Where">Where the expectation is written, for messages; empty for nowhere.</param>
public sealed record ExpectedRow(IReadOnlyList<KeyValuePair<string, string?>> Fields, string Where = "")
{
    private const double Tolerance = 1e-9;

    /// <summary>Reads a row that is written as an object of JSON.</summary>
    /// <exception cref="ArgumentException">It is none, or has objects or lists in it.</exception>
    public static ExpectedRow Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new ExpectedRow(
                [.. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, TextOf(p.Value)))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"an expected row is an object of JSON with simple values, not {json}", e);
        }
    }

    /// <summary>The row as an object of JSON; values as they were written.</summary>
    public override string ToString() =>
        "{" + string.Join(',', Fields.Select(f => $"\"{f.Key}\":{Show(f.Value)}")) + "}";

    /// <summary>The named columns that a row of these columns does not have.</summary>
    internal IEnumerable<string> UnknownIn(IReadOnlyList<ResultColumn> columns) =>
        Fields.Select(f => f.Key).Where(name => columns.All(c => c.Name != name));

    /// <summary>The columns in which a row is another one.</summary>
    internal IEnumerable<string> Differences(SinkRow row)
    {
        foreach (var (name, text) in Fields)
        {
            var at = Enumerable.Range(0, row.Columns.Count).First(i => row.Columns[i].Name == name);
            if (!IsSame(row.Columns[at].Type, text, row.Values[at]))
            {
                yield return $"{name} is {SinkRow.Json(row.Columns[at].Type, row.Values[at])}, not {Show(text)}";
            }
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new InvalidOperationException("not a simple value"),
    };

    private static string Show(string? text) => text is null ? "null"
        : text is "true" or "false" || decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? text
            : $"\"{text}\"";

    private static bool IsSame(ColumnType type, string? expected, object? actual)
    {
        if (expected is null || actual is null)
        {
            return expected is null && actual is null;
        }

        return type switch
        {
            ColumnType.String => expected == (string)actual,
            ColumnType.Boolean => bool.TryParse(expected, out var flag) && flag == (bool)actual,
            ColumnType.Timestamp => expected == Iso8601.Format((long)actual) || IsSameTime(expected, (long)actual),
            ColumnType.Double => double.TryParse(expected, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number - (double)actual) <= Tolerance * Math.Max(1, Math.Abs(number)),
            _ => decimal.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                && exact == Convert.ToDecimal(actual, CultureInfo.InvariantCulture),
        };
    }

    private static bool IsSameTime(string expected, long micros) =>
        long.TryParse(expected, CultureInfo.InvariantCulture, out var number)
            ? number == micros
            : DateTimeOffset.TryParse(
                  expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
              && (time - DateTimeOffset.UnixEpoch).Ticks == micros * TimeSpan.TicksPerMicrosecond;
}
