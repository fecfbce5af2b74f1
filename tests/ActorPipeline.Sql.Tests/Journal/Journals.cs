using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>Short forms of what tests say to a journal and ask of it.</summary>
internal static class Journals
{
    public static ShardId Shard(int shard) => new(shard);

    public static ShardCommit Next(
        ShardHead head, int shard, byte[]? events = null, byte[]? results = null, byte[]? dead = null, long trim = 0)
    {
        return new ShardCommit
        {
            Shard = new ShardId(shard),
            Epoch = head.Epoch,
            Sequence = head.Sequence + 1,
            Head = BitConverter.GetBytes(head.Sequence + 1),
            Events = events,
            Results = results,
            DeadLetters = dead,
            TrimThrough = trim,
        };
    }

    public static ShardCommit With(this ShardCommit commit, params PageSnapshot[] pages)
    {
        foreach (var page in pages)
        {
            commit.Pages.Add(page);
        }

        return commit;
    }

    public static void Commit(this IJournal journal, params ShardCommit[] commits) =>
        journal.Commit(Group(commits));

    public static void Acknowledge(
        this IJournal journal, OutboxKind kind, long[] sequences, byte[] state, long epoch = 0)
    {
        var group = new CommitGroup();
        group.Acks.Add(new SinkAck(kind, sequences, state) { Epoch = epoch });
        journal.Commit(group);
    }

    public static CommitGroup Group(params ShardCommit[] commits)
    {
        var group = new CommitGroup();
        foreach (var commit in commits)
        {
            group.Shards.Add(commit);
        }

        return group;
    }

    public static List<(long Sequence, byte[] Block)> Events(this IJournal journal, int shard, long after = 0)
    {
        var blocks = new List<(long, byte[])>();
        journal.ReadEvents(new ShardId(shard), after, (sequence, block) => blocks.Add((sequence, block.ToArray())));
        return blocks;
    }

    public static List<(long Sequence, byte[] Block)> Outbox(
        this IJournal journal, OutboxKind kind, int shard, long after = 0)
    {
        var blocks = new List<(long, byte[])>();
        journal.ReadOutbox(
            kind, new ShardId(shard), after, (sequence, block) => blocks.Add((sequence, block.ToArray())));
        return blocks;
    }

    public static List<(int Page, long Sequence, byte[] Index)> PageIndex(this IJournal journal, int shard)
    {
        var pages = new List<(int, long, byte[])>();
        journal.ReadPageIndex(
            new ShardId(shard), (page, sequence, index) => pages.Add((page, sequence, index.ToArray())));
        return pages;
    }

    public static byte[]? PageState(this IJournal journal, int shard, int page)
    {
        var state = new ByteArena();
        return journal.ReadPage(new ShardId(shard), page, state) ? state.Written.ToArray() : null;
    }
}
