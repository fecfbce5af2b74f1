using ActorPipeline.Records;

namespace ActorPipeline.Expressions;

/// <summary>
/// A checked expression of a plan: immutable, shared by all threads; each ingest loop makes its evaluator.
/// </summary>
public abstract class TypedExpression
{
    private protected TypedExpression(string text, ColumnType type) => (Text, Type) = (text, type);

    /// <summary>The text as the operator wrote it.</summary>
    public string Text { get; }

    /// <summary>The type of its values.</summary>
    public ColumnType Type { get; }

    /// <summary>
    /// The expression in one spelling, whatever blanks and redundant parentheses it was written with; the identity of
    /// a column of the journal.
    /// </summary>
    public abstract string Canonical { get; }

    /// <summary>Makes an evaluator; not thread-safe, one for each ingest loop.</summary>
    public abstract ExpressionEvaluator CreateEvaluator();
}
