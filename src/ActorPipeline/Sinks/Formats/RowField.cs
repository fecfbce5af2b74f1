namespace ActorPipeline.Sinks.Formats;

/// <summary>A field of a row as a text format writes it.</summary>
/// <param name="Column">The column that the value comes from.</param>
/// <param name="Before">What stands before the value: separator, name.</param>
/// <param name="Value">Writes the value.</param>
/// <param name="Null">What stands for a missing value.</param>
internal readonly record struct RowField(int Column, Piece Before, ValueWriter Value, Piece Null)
{
    /// <summary>Bytes that the field writes over at most, besides what its value's writer says of a row.</summary>
    public int MaxFixedLength => Before.MaxLength + Math.Max(Null.MaxLength, Value.MaxFixedLength);
}
