using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace RecordPath.Tests.Harness;

/// <summary>An exactly-once sink over a <see cref="MemoryTarget"/>, by the same means as the file sink.</summary>
internal sealed class MemorySink(MemoryTarget target) : ISink
{
    private readonly Dictionary<ShardId, long> _written = [];
    private bool _isOpen;

    public string Description => "memory";

    public bool IsExactlyOnce => true;

    public SinkProgress Open(SinkProgress journaled)
    {
        target.Openings++;
        target.Fault?.Invoke(nameof(Open));
        Assert.False(_isOpen, "opened twice");
        if (!journaled.State.IsEmpty)
        {
            target.GoBackTo(journaled.State.Span);
        }
        else if (target.Rows.Count > 0)
        {
            throw new SinkException("the target has rows that the journal knows nothing of", SinkFault.Mismatch);
        }

        _isOpen = true;
        return journaled;
    }

    public void Write(ShardId shard, long sequence, ResultBatch rows)
    {
        Assert.True(_isOpen, "written before it was opened, or after it was disposed");
        Assert.True(sequence > _written.GetValueOrDefault(shard), $"commit {sequence} of shard {shard} out of order");
        target.Fault?.Invoke(nameof(Write));
        _written[shard] = sequence;
        for (var row = 0; row < rows.RowCount; row++)
        {
            target.Add(SinkRow.Of(shard, sequence, rows, row));
        }
    }

    public ReadOnlyMemory<byte> Flush()
    {
        Assert.True(_isOpen, "flushed before it was opened, or after it was disposed");
        target.Fault?.Invoke(nameof(Flush));
        target.Synced = target.Rows.Count;
        return target.State;
    }

    public void Dispose() => _isOpen = false;
}
