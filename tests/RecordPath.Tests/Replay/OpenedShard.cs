using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sharding;

namespace RecordPath.Tests.Replay;

/// <summary>A shard with its program, so that tests can look at the state.</summary>
internal sealed record OpenedShard(Shard Shard, IShardProgram Program)
{
    public static OpenedShard Open(PipelinePlan plan, IJournal journal, int partitions, int id = 0)
    {
        var history = StateHistory.Open(journal, plan);
        var program = Programs.Create(plan, history);
        var shard = DirectRecovery.Open(
            new ShardId(id), plan, history.Current, () => program, journal, partitions);
        return new OpenedShard(shard, program);
    }

    public byte[] Head()
    {
        var writer = new ByteWriter();
        Shard.Head.Write(writer);
        return writer.Written.ToArray();
    }

    /// <summary>The keys and the state of a page, made resident.</summary>
    public byte[] Page(int page)
    {
        var writer = new ByteWriter();
        var keys = Shard.Actors.Resident(page);
        keys.WriteKeys(writer);
        Program.WritePage(page, keys, writer);
        return writer.Written.ToArray();
    }

    public void AssertSame(OpenedShard other, string because)
    {
        Assert.True(Head().AsSpan().SequenceEqual(other.Head()), $"{because}: the heads differ");
        Assert.True(
            Shard.ActorCount == other.Shard.ActorCount,
            $"{because}: {Shard.ActorCount} actors live, {other.Shard.ActorCount} rebuilt");
        Assert.Equal(Shard.Actors.PageCount, other.Shard.Actors.PageCount);
        for (var page = 0; page < Shard.Actors.PageCount; page++)
        {
            Assert.True(Page(page).AsSpan().SequenceEqual(other.Page(page)), $"{because}: page {page} differs");
        }
    }
}
