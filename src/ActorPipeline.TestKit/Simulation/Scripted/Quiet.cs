using ActorPipeline.Sharding;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>Whether shards of a node are done with what they were given.</summary>
internal static class Quiet
{
    /// <summary>Whether all records are applied and what came of them is journaled, as the node knows.</summary>
    public static bool IsRead(Shard shard, SimulatedWorld world)
    {
        if (shard.HasProgress || shard.IsDown || !shard.IsCommitted)
        {
            return false;
        }

        for (var i = 0; i < world.Inputs.Count; i++)
        {
            var input = world.Inputs[i];
            if (shard.Head.Partitions[i].Position < input.PositionOf(input.Count))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether moreover nobody else has taken it over and gone on, and nothing waits for time.</summary>
    public static bool IsReached(Shard shard, SimulatedWorld world)
    {
        for (var page = 0; page < shard.Actors.PageCount; page++)
        {
            if (shard.Actors.AlarmUs(page) != long.MaxValue)
            {
                return false;
            }
        }

        return IsRead(shard, world) && shard.Sequence == world.SequenceOf(shard.Id);
    }
}
