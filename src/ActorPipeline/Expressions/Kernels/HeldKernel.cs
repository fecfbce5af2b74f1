using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>A column that an enclosing kernel has computed already and that several kernels inside read.</summary>
internal sealed class HeldKernel() : Kernel(null)
{
    private Column? _held;

    public override Column Evaluate(RecordBatch batch) => _held!;

    /// <summary>Evaluates the source once, then what reads it.</summary>
    public sealed class Scope(Kernel source, HeldKernel held, Kernel reader) : Kernel(reader.Register)
    {
        public override Column Evaluate(RecordBatch batch)
        {
            held._held = source.Evaluate(batch);
            return reader.Evaluate(batch);
        }
    }
}
