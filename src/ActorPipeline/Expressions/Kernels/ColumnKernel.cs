using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>A column of the batch, as it is.</summary>
internal sealed class ColumnKernel(int index) : Kernel(null)
{
    public override Column Evaluate(RecordBatch batch) => batch.Columns[index];
}
