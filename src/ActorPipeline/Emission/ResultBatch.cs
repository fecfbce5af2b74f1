using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Emission;

/// <summary>Rows for a sink, in columns: the results, or the dead letters, of one commit of one shard.</summary>
public sealed class ResultBatch
{
    /// <summary>Creates an empty batch with these columns.</summary>
    public ResultBatch(IReadOnlyList<ResultColumn> schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        Columns = new Column[schema.Count];
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i] = Column.Create(schema[i].Type);
        }
    }

    /// <summary>Names and types of the columns.</summary>
    public IReadOnlyList<ResultColumn> Schema { get; }

    /// <summary>The columns. Text is UTF-8, but for the dead letters' <c>record</c>, which is any bytes.</summary>
    public Column[] Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; set; }

    /// <summary>The bytes that text values with a non-negative start point into.</summary>
    public ReadOnlyMemory<byte> Data { get; set; }

    /// <summary>Text that was written into the batch.</summary>
    public ByteArena Scratch { get; } = new();

    /// <summary>The bytes of a text value.</summary>
    public ReadOnlySpan<byte> Text(Utf8Slice slice) => slice.Start >= 0
        ? Data.Span.Slice(slice.Start, slice.Length)
        : Scratch.Written.Slice(~slice.Start, slice.Length);
}
