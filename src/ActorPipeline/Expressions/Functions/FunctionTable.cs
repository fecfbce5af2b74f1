using System.Collections.Frozen;
using ActorPipeline.Expressions.Checking;

namespace ActorPipeline.Expressions.Functions;

/// <summary>All operators and functions by name.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, CheckCall> _all = new Dictionary<string, CheckCall>
    {
        ["and"] = Logic.Connective,
        ["or"] = Logic.Connective,
        ["not"] = Logic.Not,
        ["is null"] = Logic.NullTest,
        ["is not null"] = Logic.NullTest,
        ["if"] = Logic.If,
        ["coalesce"] = Logic.Coalesce,
        ["="] = Comparison.Compare,
        ["!="] = Comparison.Compare,
        ["<"] = Comparison.Compare,
        ["<="] = Comparison.Compare,
        [">"] = Comparison.Compare,
        [">="] = Comparison.Compare,
        ["between"] = Membership.Between,
        ["not between"] = Membership.Between,
        ["in"] = Membership.In,
        ["not in"] = Membership.In,
        ["+"] = Arithmetic.Add,
        ["-"] = Arithmetic.SubtractOrNegate,
        ["*"] = Arithmetic.Multiplicative,
        ["/"] = Arithmetic.Multiplicative,
        ["%"] = Arithmetic.Multiplicative,
        ["starts_with"] = Text.Test,
        ["ends_with"] = Text.Test,
        ["contains"] = Text.Test,
        ["matches"] = Text.Matches,
        ["lower"] = Text.Lower,
        ["upper"] = Text.Upper,
        ["length"] = Text.Length,
        ["trim"] = Text.Trim,
        ["substring"] = Text.Substring,
        ["segment"] = Text.Segment,
        ["replace"] = Text.Replace,
        ["concat"] = Text.Concat,
        ["abs"] = Numeric.Abs,
        ["round"] = Numeric.Round,
        ["floor"] = Numeric.Floor,
        ["ceil"] = Numeric.Ceil,
        ["least"] = Numeric.Extreme,
        ["greatest"] = Numeric.Extreme,
        ["int"] = Casts.ToInt,
        ["double"] = Casts.ToDouble,
        ["decimal"] = Casts.ToDecimal,
        ["string"] = Casts.ToText,
        ["timestamp"] = Casts.ToTimestamp,
        ["duration"] = Time.Duration,
        ["truncate"] = Time.Truncate,
        ["date"] = Time.Date,
        ["year"] = Time.Field,
        ["month"] = Time.Field,
        ["day"] = Time.Field,
        ["hour"] = Time.Field,
        ["minute"] = Time.Field,
        ["second"] = Time.Field,
        ["day_of_week"] = Time.Field,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Checks a text by them.</summary>
    public static Checker CheckerOf(string text, ExpressionSchema schema) => new(text, schema, _all);
}
