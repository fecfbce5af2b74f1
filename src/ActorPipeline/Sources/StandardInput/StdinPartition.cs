using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sources.StandardInput;

/// <summary>The records of standard input. Positions count its bytes, on from where the last run's ended.</summary>
internal sealed class StdinPartition(StdinSourceSpec spec, Stream input) : ISourcePartition, IDisposable
{
    private readonly LineFramer _lines = new(spec.BatchBytes, spec.MaxRecordBytes);
    private readonly BackgroundReader _input = new(input);

    /// <inheritdoc />
    public string Name => "stdin";

    /// <inheritdoc />
    public long? BytesLeft => null;

    /// <summary>Whether the input was read to its end or fault.</summary>
    public bool HasStopped => _input.HasStopped;

    /// <inheritdoc />
    public void Seek(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        _lines.Reset(position, true);
        _input.Start();
    }

    /// <inheritdoc />
    public ReadResult Read(RecordBatch batch) => _lines.Read(batch, _input);

    /// <inheritdoc />
    public void Dispose() => _input.Dispose();
}
