using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using ActorPipeline.Expressions.Checking;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Checks the operands of a call and says how it is lowered.</summary>
internal delegate TypedNode CheckCall(CallSite call);

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
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of functions, for suggestions.</summary>
    public static IEnumerable<string> Names => _all.Keys.Where(name => char.IsAsciiLetter(name[0]) && !name.Contains(' ')
        && !Syntax.Parser.IsReserved(name));

    public static bool TryGet(string name, [NotNullWhen(true)] out CheckCall? check) => _all.TryGetValue(name, out check);
}
