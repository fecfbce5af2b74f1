using ActorPipeline.TestKit.Journals;
using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>A journal to rebuild shards from: opening one fences nobody, and nothing can be written.</summary>
internal sealed class ReadOnlyJournal(IJournal inner) : JournalDecorator(inner, ownsInner: false)
{
    public override void WriteValue(string name, ReadOnlySpan<byte> value) => throw Refused();

    public override ShardHead OpenShard(ShardId shard) => Inner.ReadHead(shard);

    public override void Commit(CommitGroup group) => throw Refused();

    private static InvalidOperationException Refused() => new("who only looks writes nothing");
}
