using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// Turns the bytes of framed rows into the columns that the plan names. One instance serves one ingest loop and may
/// keep what it learned from one batch for the next; it is never called by two threads at once.
/// </summary>
internal interface IDecoder
{
    /// <summary>
    /// Calls <see cref="RecordBatch.ResetColumns"/> and fills the first columns of the batch, those of the decoder's
    /// spec in its order, for every live row. A row that can't be read becomes a dead letter
    /// (<see cref="RecordBatch.Kill"/>) with a reason; it never throws for what a record says. Text values may point
    /// into <see cref="RecordBatch.Data"/> or, when unescaped, into <see cref="RecordBatch.Scratch"/>.
    /// </summary>
    void Decode(RecordBatch batch);
}
