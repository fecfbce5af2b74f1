namespace ActorPipeline.Records;

/// <summary>A shard: the unit of ownership, of commits and of movement. Dense, from 0.</summary>
/// <param name="Value">The dense number; the shard count is fixed for the life of a pipeline's state.</param>
public readonly record struct ShardId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
