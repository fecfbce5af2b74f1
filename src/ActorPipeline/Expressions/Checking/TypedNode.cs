using System.Text;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>A node of a checked expression. Immutable.</summary>
internal abstract class TypedNode(ColumnType type)
{
    /// <summary>The type of the values; 0 for a <c>null</c> that has not taken the type of its place yet.</summary>
    public ColumnType Type { get; } = type;

    public bool IsUntypedNull => Type == 0;

    /// <summary>Appends the one spelling of this node; parsed again, it gives the same tree.</summary>
    public abstract void Print(StringBuilder target);

    /// <summary>Makes the kernel; what it writes to comes from the registers.</summary>
    public abstract Kernel Lower(Registers registers);
}
