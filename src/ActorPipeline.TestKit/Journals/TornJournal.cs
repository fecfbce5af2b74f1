using ActorPipeline.Journal;

namespace ActorPipeline.TestKit.Journals;

/// <summary>A journal that can write half of a commit.</summary>
internal sealed class TornJournal(IJournal inner) : JournalDecorator(inner)
{
    /// <summary>Whether the next commit of a shard is torn; false again when that has happened.</summary>
    public bool IsTorn { get; set; }

    public override void Commit(CommitGroup group)
    {
        var isTorn = IsTorn && group.Shards.Count > 0;
        Inner.Commit(isTorn ? Tear(group) : group);
        IsTorn &= !isTorn;
    }

    /// <summary>The shards up to the one in the middle, which is cut in two; nothing of the rest.</summary>
    private static CommitGroup Tear(CommitGroup group)
    {
        var torn = new CommitGroup();
        var last = group.Shards.Count / 2;
        for (var i = 0; i < last; i++)
        {
            torn.Shards.Add(group.Shards[i]);
        }

        torn.Shards.Add(Half(group.Shards[last]));
        return torn;
    }

    private static ShardCommit Half(ShardCommit whole) => new()
    {
        Shard = whole.Shard,
        Epoch = whole.Epoch,
        Sequence = whole.Sequence,
        Head = whole.Events.IsEmpty ? whole.Head[..(whole.Head.Length / 2)] : whole.Head,
        Events = whole.Events[..(whole.Events.Length / 2)],
    };
}
