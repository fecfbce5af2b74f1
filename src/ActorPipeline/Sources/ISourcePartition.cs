using ActorPipeline.Records;

namespace ActorPipeline.Sources;

/// <summary>One partition of a source. Used by one thread at a time, not always the same.</summary>
public interface ISourcePartition
{
    /// <summary>What an operator knows it by: a path, <c>stdin</c>, <c>generator-0</c>.</summary>
    string Name { get; }

    /// <summary>Bytes of input still to read as far as known, or null; for progress only.</summary>
    long? BytesLeft { get; }

    /// <summary>
    /// Goes to a position: 0, or the <see cref="RecordBatch.To"/> of a batch of an earlier run. Once, first.
    /// </summary>
    /// <exception cref="SourceException">The position is gone: so is a file, or it was truncated.</exception>
    void Seek(long position);

    /// <summary>
    /// Frames the next records into a cleared batch: data, rows, from and to; sets nothing else but dead rows of
    /// records that are too long (<see cref="DeadReason.OverLong"/>). Returns without waiting.
    /// <see cref="RecordBatch.To"/> is always past <see cref="RecordBatch.From"/> when the result is
    /// <see cref="ReadResult.Filled"/>, even where all rows died.
    /// </summary>
    /// <exception cref="SourceException">The input can't be read; <see cref="SourceException.IsTransient"/> tells
    /// whether the engine should try again.</exception>
    ReadResult Read(RecordBatch batch);
}
