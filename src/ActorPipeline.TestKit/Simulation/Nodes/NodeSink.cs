using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace ActorPipeline.TestKit.Simulation.Nodes;

/// <summary>A node's sink, which fails when told to.</summary>
internal sealed class NodeSink(ISink inner, ArmedFaults faults, Action interleave) : ISink
{
    public string Description => inner.Description;

    public bool IsExactlyOnce => inner.IsExactlyOnce;

    public SinkProgress Open(SinkProgress journaled)
    {
        interleave();
        return Call($"opening {Description}", () => inner.Open(journaled));
    }

    public void Write(ShardId shard, long sequence, ResultBatch rows) => Call(
        $"writing commit {sequence} of shard {shard}",
        () =>
        {
            inner.Write(shard, sequence, rows);
            return true;
        });

    public ReadOnlyMemory<byte> Flush() => Call($"flushing {Description}", inner.Flush);

    public void Dispose() => inner.Dispose();

    private T Call<T>(string name, Func<T> call)
    {
        var fault = faults.Take(name, FaultKind.SinkFails, FaultKind.SinkReplyLost);
        if (fault is null)
        {
            return call();
        }

        if (fault.Value.Kind == FaultKind.SinkReplyLost)
        {
            call();
        }

        throw new SinkException("the target is away", SinkFault.Unavailable);
    }
}
