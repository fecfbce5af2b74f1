using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>What types are called in messages: the name of the cast where there is one.</summary>
internal static class TypeNames
{
    /// <summary>With the article.</summary>
    public static string A(ColumnType type) => (type == ColumnType.Int64 ? "an " : "a ") + Of(type);

    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Int64 => "int",
        ColumnType.Double => "double",
        ColumnType.Decimal => "decimal",
        ColumnType.Boolean => "boolean",
        ColumnType.String => "string",
        ColumnType.Timestamp => "timestamp",
        _ => "null",
    };

    public static bool IsNumeric(ColumnType type) =>
        type is ColumnType.Int64 or ColumnType.Double or ColumnType.Decimal;
}
