using System.Text;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>
/// A kernel that exists already, as an operand of one that is being lowered; never part of a checked tree.
/// </summary>
internal sealed class PlacedNode(ColumnType type, Kernel kernel) : TypedNode(type)
{
    public override void Print(StringBuilder target) => throw new NotSupportedException("exists while lowering only");

    public override Kernel Lower(Registers registers) => kernel;
}
