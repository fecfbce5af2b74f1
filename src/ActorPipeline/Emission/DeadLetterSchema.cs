using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Emission;

/// <summary>The columns of a dead letter. A dead letter is identified by (partition, position).</summary>
internal static class DeadLetterSchema
{
    /// <summary>Index of the source partition's number.</summary>
    public const int Partition = 0;

    /// <summary>Index of the record's position in its partition.</summary>
    public const int Position = 1;

    /// <summary>Index of the reason's code, a <see cref="DeadReason"/>.</summary>
    public const int Reason = 2;

    /// <summary>Index of the reason in words.</summary>
    public const int Detail = 3;

    /// <summary>Index of the original bytes, which need not be UTF-8.</summary>
    public const int Record = 4;

    /// <summary>The columns in order.</summary>
    public static IReadOnlyList<ResultColumn> Columns { get; } =
    [
        new("partition", ColumnType.Int64, true),
        new("position", ColumnType.Int64, true),
        new("reason", ColumnType.Int64, false),
        new("detail", ColumnType.String, false),
        new("record", ColumnType.String, false),
    ];
}
