using System.Globalization;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Node.Commands;

/// <summary>Reads a key from the command line: an argument for every part, of the part's type.</summary>
internal static class KeyArguments
{
    /// <summary>What stands for null; text has no other way to say it.</summary>
    public const string Null = @"\N";

    /// <summary>
    /// The values: <see cref="long"/> (also microseconds of a timestamp), <see cref="double"/>, <see cref="decimal"/>,
    /// <see cref="bool"/>, <see cref="string"/>, or null.
    /// </summary>
    /// <exception cref="UsageException">There are more or less arguments than parts, or one is of another type.</exception>
    public static IReadOnlyList<object?> Parse(IReadOnlyList<KeyPart> key, IReadOnlyList<string> arguments)
    {
        if (arguments.Count != key.Count)
        {
            var parts = string.Join(", ", key.Select(Describe));
            throw new UsageException(key.Count == 0
                ? "The pipeline has one actor for all records; leave the key out."
                : $"The key has {NumberOf(key.Count)}: {parts}; here are {arguments.Count}. {Advice}");
        }

        return [.. key.Zip(arguments, Value)];
    }

    private const string Advice = "Give an argument for each, in this order.";

    private static string NumberOf(int count) => count == 1 ? "one part" : $"{count} parts";

    private static string Describe(KeyPart part) => $"{part.Name} ({ColumnTypes.NameOf(part.Type)})";

    private static object? Value(KeyPart part, string text) => text == Null ? null : part.Type switch
    {
        ColumnType.Int64 when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v)
            => v,
        ColumnType.Double when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) => v,
        ColumnType.Decimal when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) => v,
        ColumnType.Boolean when bool.TryParse(text, out var v) => v,
        ColumnType.Timestamp when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var v)
            => (v - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
        ColumnType.String => text,
        _ => throw new UsageException($"'{text}' is no value of {Describe(part)}; for null, write {Null}."),
    };
}
