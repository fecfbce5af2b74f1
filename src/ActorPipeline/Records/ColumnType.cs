namespace ActorPipeline.Records;

/// <summary>The type of a column's values. The numbers are part of the journal's format: never renumber.</summary>
public enum ColumnType : byte
{
    /// <summary>64-bit signed integer; a <see cref="Column{T}"/> of <see cref="long"/>.</summary>
    Int64 = 1,

    /// <summary>IEEE 754 binary64; a <see cref="Column{T}"/> of <see cref="double"/>.</summary>
    Double = 2,

    /// <summary>Exact decimal, 28 digits; a <see cref="Column{T}"/> of <see cref="decimal"/>.</summary>
    Decimal = 3,

    /// <summary>A <see cref="Column{T}"/> of <see cref="bool"/>.</summary>
    Boolean = 4,

    /// <summary>UTF-8 text; a <see cref="Column{T}"/> of <see cref="Utf8Slice"/> into the batch's text.</summary>
    String = 5,

    /// <summary>Microseconds since 1970-01-01T00:00:00Z; a <see cref="Column{T}"/> of <see cref="long"/>.</summary>
    Timestamp = 6,
}
