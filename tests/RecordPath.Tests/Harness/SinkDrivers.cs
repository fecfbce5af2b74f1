using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Persistence;

namespace RecordPath.Tests.Harness;

/// <summary>Does for a sink what its actor and the shards do, over a journal that is read directly.</summary>
internal static class SinkDrivers
{
    /// <summary>Opens a sink at what a journal says of it.</summary>
    public static void Open(this SinkDriver sink, IJournal journal, int shards)
    {
        var stored = SinkStates.Read(journal.ReadSink(sink.Kind, shards));
        sink.Resume([.. Enumerable.Range(0, shards).Select(shard => stored.Of(sink.Kind, shard))]);
        sink.Open(shard => journal.ReadHead(new ShardId(shard)).Sequence);
    }

    /// <summary>Flushes a sink, and journals how far it got.</summary>
    public static void Acknowledge(this SinkDriver sink, IJournal journal, int shards)
    {
        var stored = SinkStates.Read(journal.ReadSink(sink.Kind, shards));
        foreach (var (shard, progress) in sink.Flush())
        {
            stored.Take(shard, progress);
        }

        var group = new CommitGroup();
        group.Acks.Add(stored.ToAck(sink.Kind));
        journal.Commit(group);
    }

    /// <summary>Delivers what a journal has and a sink has not.</summary>
    public static void Redeliver(this SinkDriver sink, IJournal journal, int shards)
    {
        for (var shard = 0; shard < shards; shard++)
        {
            foreach (var (sequence, block) in journal.CopyOutbox(sink.Kind, new ShardId(shard), sink.WrittenOf(shard)))
            {
                sink.Redeliver(new ShardId(shard), new CommitBlock(sequence, block));
            }
        }
    }
}
