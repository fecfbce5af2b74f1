using System.Text;
using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Kernels;

namespace ActorPipeline.Expressions;

/// <summary>
/// A checked expression. The canonical text is that of the tree as checked, before folding: what a later version
/// learns to fold must not change an identity in the journal.
/// </summary>
internal sealed class CompiledExpression : TypedExpression
{
    private readonly TypedNode _folded;

    public CompiledExpression(string text, TypedNode node)
        : base(text, node.Type)
    {
        var canonical = new StringBuilder();
        node.Print(canonical);
        Canonical = canonical.ToString();
        _folded = Folder.Fold(node);
    }

    /// <inheritdoc />
    public override string Canonical { get; }

    /// <inheritdoc />
    public override ExpressionEvaluator CreateEvaluator() => _folded.Lower(new Registers());
}
