using System.Reflection;
using System.Text.RegularExpressions;

namespace ActorPipeline.Streams.Tests.Conformance;

public sealed partial class CompletenessTests
{
    /// <summary>What is no operator, and what swallows failures or elements and so has tests of its own only.</summary>
    private static readonly string[] Others = ["Via", "Named", "Through", "Recover", "SkipWithin"];

    private static IEnumerable<MethodInfo> Operators => MethodsOf(typeof(Source<>));

    [Fact]
    public void A_flow_has_every_operator_of_a_source()
    {
        var missing = Operators.Select(Signature).Except(MethodsOf(typeof(Flow<,>)).Select(Signature));
        Assert.Equal([], missing);
    }

    [Fact]
    public void Every_operator_is_in_the_suite()
    {
        var missing = Operators.Select(m => m.Name).Except(Others).Where(name => !IsInCatalog(Kebab(name)));
        Assert.Equal([], missing);
    }

    private static bool IsInCatalog(string name) => OperatorCatalog.All.Keys.Any(
        k => k == name || k.StartsWith($"{name} ", StringComparison.Ordinal));

    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.ReturnType.IsGenericType
            && m.ReturnType.GetGenericTypeDefinition() is var r && (r == typeof(Source<>) || r == typeof(Flow<,>)));

    private static string Signature(MethodInfo method) => $"{method.Name}({method.GetParameters().Length})";

    private static string Kebab(string name) => Capital().Replace(name, "-$0").TrimStart('-').ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
