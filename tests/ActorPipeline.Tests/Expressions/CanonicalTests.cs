using ActorPipeline.Definitions;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

public sealed class CanonicalTests
{
    [Theory]
    [InlineData("i>=500&&s!=\"GET\"", "((i >= 500) and (s != 'GET'))")]
    [InlineData("((i) >= (500)) AND (s <> 'GET')", "((i >= 500) and (s != 'GET'))")]
    [InlineData("b and (c and b) and c", "(b and c and b and c)")]
    [InlineData("b or c and not b", "(b or (c and (not b)))")]
    [InlineData("!b", "(not b)")]
    [InlineData("i + j * 2 - -3", "((i + (j * 2)) - -3)")]
    [InlineData("-(i)", "(-i)")]
    [InlineData("- (5)", "-5")]
    [InlineData("- -9223372036854775808", "(--9223372036854775808)")]
    [InlineData("i NOT IN [1,2, null]", "(i not in (1, 2, null))")]
    [InlineData("i not between 1 and j+1", "(i not between 1 and (j + 1))")]
    [InlineData("i IS NOT NULL", "(i is not null)")]
    [InlineData("LOWER( s )", "lower(s)")]
    [InlineData("'a'+s+'b'", "('a' + s + 'b')")]
    [InlineData("d > 1e3", "(d > 1000.0)")]
    [InlineData("d > 1", "(d > 1)")]
    [InlineData("d > 1e300", "(d > 1E+300)")]
    [InlineData("m > 1.50M", "(m > 1.50m)")]
    [InlineData(@"s = ""it's \\ \n\u0001""", @"(s = 'it\'s \\ \n\u0001')")]
    [InlineData("at > timestamp('2015-05-17 12:05:03+02:00')", "(at > timestamp('2015-05-17T10:05:03Z'))")]
    [InlineData("truncate(at, '120s')", "truncate(at, '2m')")]
    [InlineData("at + duration('1s')", "(at + 1000000)")]
    [InlineData("1 + 1", "(1 + 1)")]
    [InlineData("`i`", "i")]
    public void One_meaning_has_one_spelling(string text, string canonical)
    {
        var expression = ExpressionCompiler.Compile(text, Rows.Schema);

        Assert.Equal(canonical, expression.Canonical);
        Assert.Equal(text, expression.Text);
        Assert.Equal(canonical, ExpressionCompiler.Compile(canonical, Rows.Schema).Canonical);
    }

    [Theory]
    [InlineData("a b", "`a b`")]
    [InlineData("a`b", "`a``b`")]
    [InlineData("And", "`And`")]
    [InlineData("user.id", "user.id")]
    [InlineData("user.1", "`user.1`")]
    [InlineData("user.", "`user.`")]
    [InlineData("", "``")]
    [InlineData("größe", "`größe`")]
    [InlineData("where", "where")]
    [InlineData("length", "length")]
    public void An_odd_name_is_quoted(string name, string canonical)
    {
        var schema = new ExpressionSchema((name, ColumnType.Int64));
        var quoted = "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";

        Assert.Equal(canonical, ExpressionCompiler.Compile(quoted, schema).Canonical);
        Assert.Equal(canonical, ExpressionCompiler.Compile(canonical, schema).Canonical);
    }

    [Fact]
    public void The_identity_of_an_aggregate_keeps_the_case_of_text_and_names()
    {
        var schema = new ExpressionSchema(("method", ColumnType.String), ("Method", ColumnType.String));
        AggregateSpec Parse(string text) => AggregateSyntax.Parse("x", text, schema);

        Assert.NotEqual(Parse("count(method = 'GET')").Canonical, Parse("count(method = 'get')").Canonical);
        Assert.NotEqual(Parse("min(method)").Canonical, Parse("min(Method)").Canonical);
    }
}
