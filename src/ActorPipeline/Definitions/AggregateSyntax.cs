using System.Collections.Frozen;
using ActorPipeline.Expressions;
using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Functions;
using ActorPipeline.Expressions.Syntax;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Definitions;

/// <summary>
/// The text of an aggregate: <c>function(argument) where condition</c>. Functions: <c>count()</c>, <c>count(x)</c>
/// (of values that are not null), <c>count(condition)</c> (short for <c>count() where condition</c>), <c>sum</c>,
/// <c>mean</c> or <c>avg</c>, <c>variance</c>, <c>stddev</c> (of numbers), <c>min</c>, <c>max</c> (of numbers, times
/// and strings), <c>first</c>, <c>last</c> (of anything). Records whose argument is null, or whose condition is not
/// true, take no part.
/// </summary>
internal static class AggregateSyntax
{
    private static readonly FrozenDictionary<string, AggregateKind> _kinds = new Dictionary<string, AggregateKind>
    {
        ["count"] = AggregateKind.Count,
        ["sum"] = AggregateKind.Sum,
        ["min"] = AggregateKind.Min,
        ["max"] = AggregateKind.Max,
        ["mean"] = AggregateKind.Mean,
        ["avg"] = AggregateKind.Mean,
        ["variance"] = AggregateKind.Variance,
        ["stddev"] = AggregateKind.StdDev,
        ["first"] = AggregateKind.First,
        ["last"] = AggregateKind.Last,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Parses and checks an aggregate over the columns of a schema.</summary>
    /// <param name="name">The result column's name.</param>
    /// <param name="text">The text, such as <c>sum(bytes) where status &lt; 400</c>.</param>
    /// <param name="schema">The columns that it may name.</param>
    /// <exception cref="ExpressionException">
    /// It can't be parsed, names something unknown, or its types don't fit.
    /// </exception>
    public static AggregateSpec Parse(string name, string text, ExpressionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        var syntax = Parser.ParseAggregate(text);
        var checker = FunctionTable.CheckerOf(text, schema);
        if (!_kinds.TryGetValue(syntax.Function.Text, out var kind))
        {
            throw checker.Error(syntax.Function, $"unknown aggregate '{syntax.Function.Text}'"
                + (Suggestion.For(syntax.Function.Text, _kinds.Keys) is { Length: > 0 } suggestion
                    ? suggestion : "; there are " + string.Join(", ", _kinds.Keys.Order(StringComparer.Ordinal))));
        }

        var argument = syntax.Argument is null ? null : checker.CheckRoot(syntax.Argument);
        var condition = syntax.Condition is null ? null : checker.CheckCondition(syntax.Condition, "a condition");
        if (kind == AggregateKind.Count && argument?.Type == ColumnType.Boolean)
        {
            return CountWhere(name, text, syntax, argument, condition);
        }

        CheckArgument(kind, syntax, argument, checker);
        return new AggregateSpec(
            name, kind, Compiled(text, syntax.Argument, argument), Compiled(text, syntax.Condition, condition));
    }

    private static AggregateSpec CountWhere(
        string name, string text, AggregateSyntaxTree syntax, TypedNode argument, TypedNode? condition)
    {
        var both = condition is null
            ? Compiled(text, syntax.Argument, argument)
            : new CompiledExpression($"({Slice(text, syntax.Argument!)}) and ({Slice(text, syntax.Condition!)})",
                Logic.Both(argument, condition));
        return new AggregateSpec(name, AggregateKind.Count, null, both);
    }

    private static void CheckArgument(
        AggregateKind kind, AggregateSyntaxTree syntax, TypedNode? argument, Checker checker)
    {
        var function = syntax.Function.Text;
        if (argument is null)
        {
            if (kind != AggregateKind.Count)
            {
                throw checker.Error(syntax.Function, $"{function} needs an argument, as in {function}(bytes)");
            }

            return;
        }

        var type = argument.Type;
        var (fits, needed) = kind switch
        {
            AggregateKind.Sum or AggregateKind.Mean or AggregateKind.Variance or AggregateKind.StdDev =>
                (TypeNames.IsNumeric(type), "a number"),
            AggregateKind.Min or AggregateKind.Max => (type != ColumnType.Boolean, "a number, timestamp or string"),
            _ => (true, ""),
        };
        if (!fits)
        {
            throw checker.Error(syntax.Argument!,
                $"{function} needs {needed}, but this is {TypeNames.A(type)}");
        }
    }

    private static CompiledExpression? Compiled(string text, SyntaxNode? syntax, TypedNode? node) =>
        syntax is null ? null : new CompiledExpression(Slice(text, syntax), node!);

    private static string Slice(string text, SyntaxNode syntax) => text.Substring(syntax.Position, syntax.Length);
}
