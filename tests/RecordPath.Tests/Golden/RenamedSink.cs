using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace RecordPath.Tests.Golden;

/// <summary>A sink under another name: the true one says in which temporary folder a test runs.</summary>
internal sealed class RenamedSink(ISink inner, string description) : ISink
{
    public string Description => description;

    public bool IsExactlyOnce => inner.IsExactlyOnce;

    /// <summary>What it was opened with.</summary>
    public ReadOnlyMemory<byte> Opened { get; private set; }

    public SinkProgress Open(SinkProgress journaled)
    {
        Opened = journaled.State;
        return inner.Open(journaled);
    }

    public void Write(ShardId shard, long sequence, ResultBatch rows) => inner.Write(shard, sequence, rows);

    public ReadOnlyMemory<byte> Flush() => inner.Flush();

    public void Dispose() => inner.Dispose();
}
