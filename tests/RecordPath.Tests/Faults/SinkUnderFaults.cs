using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace RecordPath.Tests.Faults;

/// <summary>A sink whose calls go wrong.</summary>
internal sealed class SinkUnderFaults(ISink inner, FaultPlan faults) : ISink
{
    public string Description => inner.Description;

    public bool IsExactlyOnce => inner.IsExactlyOnce;

    public SinkProgress Open(SinkProgress journaled)
    {
        SinkProgress? progress = null;
        faults.Sink(nameof(Open), () => progress = inner.Open(journaled));
        return progress!;
    }

    public void Write(ShardId shard, long sequence, ResultBatch rows) =>
        faults.Sink(nameof(Write), () => inner.Write(shard, sequence, rows));

    public ReadOnlyMemory<byte> Flush()
    {
        ReadOnlyMemory<byte> state = default;
        faults.Sink(nameof(Flush), () => state = inner.Flush());
        return state;
    }

    public void Dispose() => inner.Dispose();
}
