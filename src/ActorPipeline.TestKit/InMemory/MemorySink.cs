using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>
/// An exactly-once sink over a <see cref="MemoryTarget"/>, by the same means as the file sink. It holds the engine to
/// the call order of <see cref="ISink"/>.
/// </summary>
/// <param name="target">What it writes to.</param>
internal sealed class MemorySink(MemoryTarget target) : ISink
{
    private readonly Dictionary<ShardId, long> _written = [];
    private bool _isOpen;

    /// <inheritdoc />
    public string Description => "memory";

    /// <inheritdoc />
    public bool IsExactlyOnce => true;

    /// <inheritdoc />
    public SinkProgress Open(SinkProgress journaled)
    {
        ArgumentNullException.ThrowIfNull(journaled);
        target.Openings++;
        target.Fault?.Invoke(nameof(Open));
        PipelineTestException.ThrowUnless(!_isOpen, "the sink was opened twice");
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

    /// <inheritdoc />
    public void Write(ShardId shard, long sequence, ResultBatch rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        PipelineTestException.ThrowUnless(_isOpen, "the sink was written while it was not open");
        PipelineTestException.ThrowUnless(
            sequence > _written.GetValueOrDefault(shard), $"commit {sequence} of shard {shard} came out of order");
        target.Fault?.Invoke(nameof(Write));
        _written[shard] = sequence;
        for (var row = 0; row < rows.RowCount; row++)
        {
            target.Add(SinkRow.Of(shard, sequence, rows, row));
        }
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Flush()
    {
        PipelineTestException.ThrowUnless(_isOpen, "the sink was flushed while it was not open");
        target.Fault?.Invoke(nameof(Flush));
        target.Synced = target.Rows.Count;
        return target.State;
    }

    /// <inheritdoc />
    public void Dispose() => _isOpen = false;
}
