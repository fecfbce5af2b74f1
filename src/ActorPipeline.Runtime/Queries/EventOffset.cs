using ActorPipeline.Events;
using ActorPipeline.Records;
using Akka.Persistence.Query;

namespace ActorPipeline.Runtime.Queries;

/// <summary>
/// A place in the events of a pipeline, as an offset: a vector, a place for each shard, because shards have no order
/// among each other. What is read from it is what is behind it. As text, to be kept:
/// <see cref="EventPosition.ToString"/>.
/// </summary>
/// <param name="position">The place.</param>
public sealed class EventOffset(EventPosition position) : Offset
{
    /// <summary>The place.</summary>
    public EventPosition Position { get; } = position;

    /// <summary>
    /// In one stream a later offset is the greater one. Two of which each is ahead of the other in some shard have no
    /// order that means anything; it is that of the first shard in which they differ.
    /// </summary>
    public override int CompareTo(Offset? other)
    {
        if (other is not EventOffset offset)
        {
            return other is null or Akka.Persistence.Query.NoOffset
                ? 1
                : throw new InvalidOperationException($"the offset of a pipeline can't be compared with {other}");
        }

        var order = 0;
        for (var i = 0; order == 0 && i < Math.Max(Position.ShardCount, offset.Position.ShardCount); i++)
        {
            order = Position[new ShardId(i)].CompareTo(offset.Position[new ShardId(i)]);
        }

        return order;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is EventOffset other && Position.Equals(other.Position);

    /// <inheritdoc />
    public override int GetHashCode() => Position.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Position.ToString();
}
