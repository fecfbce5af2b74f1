using ActorPipeline.Records;

namespace ActorPipeline.Expressions;

/// <summary>
/// Evaluates one expression over the columns of a batch. Not thread-safe; keeps its columns between batches.
/// </summary>
public abstract class ExpressionEvaluator
{
    /// <summary>
    /// Values for all rows of the batch; those of rows that are not live are unspecified. Never throws for a value:
    /// overflow and division by zero give null. The column stays valid until this evaluator's next call; a plain
    /// column reference returns the batch's own column. Computed text goes to <see cref="RecordBatch.Scratch"/>.
    /// </summary>
    public abstract Column Evaluate(RecordBatch batch);
}
