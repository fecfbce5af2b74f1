namespace ActorPipeline.Streams;

/// <summary>The elements have more keys than a grouping may have substreams.</summary>
/// <param name="most">How many it may have.</param>
public sealed class TooManySubstreamsException(int most)
    : Exception($"there are more than {most} different keys, each of which would be a substream; allow for more, "
        + "or group by something coarser")
{
    /// <summary>How many substreams there may be.</summary>
    public int Most => most;
}
