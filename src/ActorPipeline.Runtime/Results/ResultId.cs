namespace ActorPipeline.Runtime.Results;

/// <summary>
/// Which result of a pipeline it is: the same one has the same id whenever it is sent. Those of one shard, and so
/// those of one key, come in order of their ids; who keeps the last id of each shard knows what it has had.
/// </summary>
/// <param name="Shard">The shard that it came from.</param>
/// <param name="Sequence">The commit of that shard.</param>
/// <param name="Row">Which row of the commit, from 0.</param>
public readonly record struct ResultId(int Shard, long Sequence, int Row)
{
    /// <summary>Whether it is the later one of two results of one shard.</summary>
    public bool IsAfter(ResultId other) => (Sequence, Row).CompareTo((other.Sequence, other.Row)) > 0;
}
