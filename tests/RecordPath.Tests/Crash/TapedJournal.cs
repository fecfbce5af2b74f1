using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace RecordPath.Tests.Crash;

/// <summary>Takes an image of the directory after each durable write of a journal in it.</summary>
internal sealed class TapedJournal(IJournal inner, string directory) : IJournal
{
    private readonly Dictionary<string, long> _synced = [];

    /// <summary>The images, oldest first.</summary>
    public List<CrashImage> Tape { get; } = [];

    public string Description => inner.Description;

    public byte[]? ReadValue(string name) => inner.ReadValue(name);

    public void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        inner.WriteValue(name, value);
        Tape.Add(CrashImage.Take(directory, _synced));
    }

    public ShardHead OpenShard(ShardId shard)
    {
        var head = inner.OpenShard(shard);
        Tape.Add(CrashImage.Take(directory, _synced));
        return head;
    }

    public ShardHead ReadHead(ShardId shard) => inner.ReadHead(shard);

    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(shard, reader);

    public bool ReadPage(ShardId shard, int page, ByteArena state) => inner.ReadPage(shard, page, state);

    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadEvents(shard, afterSequence, reader);

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadOutbox(kind, shard, afterSequence, reader);

    public SinkAck ReadSink(OutboxKind kind, int shardCount) => inner.ReadSink(kind, shardCount);

    public void Commit(CommitGroup group)
    {
        foreach (var ack in group.Acks)
        {
            // The sink's description stands before its state.
            var description = BitConverter.ToInt32(ack.State.Span);
            if (FileSinkState.Decode(ack.State.Span[(sizeof(int) + description)..]) is { } state)
            {
                _synced[ack.Kind == OutboxKind.Results ? "results.ndjson" : "dead.ndjson"] = state.Length;
            }
        }

        inner.Commit(group);
        Tape.Add(CrashImage.Take(directory, _synced));
    }

    public void Dispose() => inner.Dispose();
}
