using ActorPipeline.TestKit.Journals;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Sharding;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>
/// The journal of all nodes, under watch: each commit is held to what the design says of commits, whoever makes it.
/// </summary>
/// <param name="inner">The journal.</param>
/// <param name="shardCount">Shards of the pipeline.</param>
/// <param name="canDieLater">Whether a record may die after it was accepted: an actor that put it aside fails.</param>
internal sealed class WatchedJournal(IJournal inner, int shardCount, bool canDieLater) : JournalDecorator(inner)
{
    private readonly Watched[] _shards = [.. Enumerable.Range(0, shardCount).Select(_ => new Watched())];

    /// <summary>The last commit of a shard that anybody was told of, or could have been.</summary>
    public long SequenceOf(ShardId shard) => _shards[shard.Value].Sequence;

    public override ShardHead OpenShard(ShardId shard)
    {
        var head = Inner.OpenShard(shard);
        var watched = _shards[shard.Value];
        Holds(head.Epoch > watched.Epoch, shard, $"opening raised the epoch from {watched.Epoch} to {head.Epoch}");
        Holds(
            head.Sequence == watched.Sequence,
            shard,
            $"commit {watched.Sequence} was journaled, but an opening finds {head.Sequence} to be the last");
        watched.Epoch = head.Epoch;
        return head;
    }

    public override void Commit(CommitGroup group)
    {
        Inner.Commit(group);
        Holds(
            group.Shards.Count == group.Shards.Select(c => c.Shard).Distinct().Count(),
            default,
            "a group has two commits of one shard");
        foreach (var commit in group.Shards)
        {
            if (commit.Outcome == CommitOutcome.Committed)
            {
                Check(commit);
            }
        }
    }

    private static void Holds(bool condition, ShardId shard, string otherwise) =>
        PipelineTestException.ThrowUnless(condition, $"shard {shard}: {otherwise}");

    private void Check(ShardCommit commit)
    {
        var (shard, watched) = (commit.Shard, _shards[commit.Shard.Value]);
        Holds(
            commit.Epoch == watched.Epoch,
            shard,
            $"a commit of epoch {commit.Epoch} happened after the shard was taken over with epoch {watched.Epoch}");
        Holds(
            commit.Sequence == watched.Sequence + 1,
            shard,
            $"commit {commit.Sequence} happened after commit {watched.Sequence}");
        var payload = Envelope.Open(commit.Head.Span, BlobKind.Head, shard, commit.Sequence, out _);
        var (head, before) = (ShardHeadState.Read(payload), watched.Head);
        if (before is not null)
        {
            CheckProgress(shard, before, head);
        }

        (watched.Sequence, watched.Head) = (commit.Sequence, head);
    }

    private void CheckProgress(ShardId shard, ShardHeadState before, ShardHeadState head)
    {
        Holds(head.WatermarkUs >= before.WatermarkUs, shard, "its watermark went back");
        for (var i = 0; i < before.Partitions.Length; i++)
        {
            var (old, now) = (before.Partitions[i], head.Partitions[i]);
            Holds(now.Position >= old.Position, shard, $"its position in partition {i} went back");
            Holds(now.WatermarkUs >= old.WatermarkUs, shard, $"the watermark of its partition {i} went back");
            Holds(now.IngestEpoch >= old.IngestEpoch, shard, $"it applied an older reader's batch of partition {i}");
        }

        var (a, b) = (before.Counters, head.Counters);
        var applied = canDieLater ? a.Applied - (b.Dead - a.Dead) : a.Applied;
        Holds(
            b.In >= a.In && b.Applied >= applied && b.Filtered >= a.Filtered && b.Dead >= a.Dead
                && b.Results >= a.Results,
            shard,
            $"its counters went back from {a} to {b}");
    }

    private sealed class Watched
    {
        public long Epoch { get; set; }

        public long Sequence { get; set; }

        public ShardHeadState? Head { get; set; }
    }
}
