using System.Text;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Expressions.Syntax;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>A column of the batch.</summary>
internal sealed class ColumnNode(string name, int index, ColumnType type) : TypedNode(type)
{
    public override void Print(StringBuilder target)
    {
        if (Lexer.IsPlainName(name))
        {
            target.Append(name);
        }
        else
        {
            target.Append('`').Append(name.Replace("`", "``", StringComparison.Ordinal)).Append('`');
        }
    }

    public override Kernel Lower(Registers registers) => new ColumnKernel(index);
}
