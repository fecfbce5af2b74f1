using ActorPipeline.Journal;

namespace ActorPipeline.TestKit.Simulation.Nodes;

/// <summary>Copies of groups: the engine uses its buffers again, and what is on its way must not change.</summary>
internal static class CommitCopy
{
    public static CommitGroup Of(CommitGroup group)
    {
        var copy = new CommitGroup();
        foreach (var commit in group.Shards)
        {
            var shard = new ShardCommit
            {
                Shard = commit.Shard,
                Epoch = commit.Epoch,
                Sequence = commit.Sequence,
                Head = commit.Head.ToArray(),
                Events = commit.Events.ToArray(),
                Results = commit.Results.ToArray(),
                DeadLetters = commit.DeadLetters.ToArray(),
                TrimThrough = commit.TrimThrough,
            };
            foreach (var page in commit.Pages)
            {
                shard.Pages.Add(page with { Index = page.Index.ToArray(), State = page.State.ToArray() });
            }

            copy.Shards.Add(shard);
        }

        foreach (var ack in group.Acks)
        {
            copy.Acks.Add(ack with { Sequences = [.. ack.Sequences], State = ack.State.ToArray() });
        }

        return copy;
    }
}
