namespace ActorPipeline.Records;

/// <summary>A source partition: an ordered, independently read part of a source. Dense, from 0.</summary>
/// <param name="Value">The dense number, stable for the life of a pipeline's state.</param>
public readonly record struct PartitionId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
