using ActorPipeline.Definitions;
using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

public sealed class AggregateSyntaxTests
{
    [Theory]
    [InlineData("count()", "count()", ColumnType.Int64)]
    [InlineData("count(*)", "count()", ColumnType.Int64)]
    [InlineData("COUNT( i )", "count(i)", ColumnType.Int64)]
    [InlineData("count(i >= 500)", "count() where (i >= 500)", ColumnType.Int64)]
    [InlineData("count(b) where i>1", "count() where (b and (i > 1))", ColumnType.Int64)]
    [InlineData("count(s) where s != 'GET'", "count(s) where (s != 'GET')", ColumnType.Int64)]
    [InlineData("sum(i * 2) where b or c", "sum((i * 2)) where (b or c)", ColumnType.Int64)]
    [InlineData("sum(m)", "sum(m)", ColumnType.Decimal)]
    [InlineData("min(s)", "min(s)", ColumnType.String)]
    [InlineData("max(at)", "max(at)", ColumnType.Timestamp)]
    [InlineData("mean(i)", "mean(i)", ColumnType.Double)]
    [InlineData("avg(i)", "mean(i)", ColumnType.Double)]
    [InlineData("variance(d)", "variance(d)", ColumnType.Double)]
    [InlineData("stddev(d)", "stddev(d)", ColumnType.Double)]
    [InlineData("first(b)", "first(b)", ColumnType.Boolean)]
    [InlineData("last(s)", "last(s)", ColumnType.String)]
    public void An_aggregate_has_one_spelling_and_a_type(string text, string canonical, ColumnType type)
    {
        var spec = AggregateSyntax.Parse("result", text, Rows.Schema);

        Assert.Equal("result", spec.Name);
        Assert.Equal(canonical, spec.Canonical);
        Assert.Equal(type, spec.ResultType);
        Assert.Equal(canonical, AggregateSyntax.Parse("result", spec.Canonical, Rows.Schema).Canonical);
    }

    [Fact]
    public void The_parts_keep_the_text_as_it_was_written()
    {
        var spec = AggregateSyntax.Parse("x", "sum( i  *2 )  where  (i>1) ", Rows.Schema);

        Assert.Equal("i  *2", spec.Argument!.Text);
        Assert.Equal("i>1", spec.Condition!.Text);
    }

    [Theory]
    [InlineData("total(i)", "unknown aggregate 'total'; there are avg, count, first, last, max, mean, min, stddev, "
        + "sum, variance", "total(i)", "^^^^^")]
    [InlineData("cuont()", "unknown aggregate 'cuont'; did you mean 'count'?", "cuont()", "^^^^^")]
    [InlineData("sum()", "sum needs an argument, as in sum(bytes)", "sum()", "^^^")]
    [InlineData("sum(s)", "sum needs a number, but this is a string", "sum(s)", "    ^")]
    [InlineData("min(b)", "min needs a number, timestamp or string, but this is a boolean", "min(b)", "    ^")]
    [InlineData("sum(i, j)", "expected ')': an aggregate has at most one argument", "sum(i, j)", "     ^")]
    [InlineData("sum(i) where i", "a condition must be boolean, but this is an int; compare it with something",
        "sum(i) where i", "             ^")]
    [InlineData("sum(i) if b", "expected 'where' or the end", "sum(i) if b", "       ^^")]
    [InlineData("sum(i", "this '(' is not closed; ')' is missing", "sum(i", "   ^")]
    [InlineData("i", "expected an aggregate such as count() or sum(bytes)", "i", "^")]
    [InlineData("", "expected an aggregate such as count() or sum(bytes)", "", "^")]
    [InlineData("count(null)", "null alone has no type; cast it, as in int(null)", "count(null)", "      ^^^^")]
    public void An_error_shows_its_place(string text, string message, string line, string carets)
    {
        var error = Assert.Throws<ExpressionException>(() => AggregateSyntax.Parse("x", text, Rows.Schema));

        Assert.Equal($"{message}\n    {line}\n    {carets}", error.ToCaretString());
    }
}
