using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("", "expected a value: a column, a literal, a function or a parenthesis", "", "^")]
    [InlineData("i +", "expected a value: a column, a literal, a function or a parenthesis", "i +", "   ^")]
    [InlineData("i j", "expected an operator or the end", "i j", "  ^")]
    [InlineData("(i + 1", "this '(' is not closed; ')' is missing", "(i + 1", "^")]
    [InlineData("(i + 1]", "expected an operator or ')'", "(i + 1]", "      ^")]
    [InlineData("i in 1", "expected a list after 'in', as in x in (1, 2, 3)", "i in 1", "     ^")]
    [InlineData("i in (1, )", "expected a value after ','", "i in (1, )", "         ^")]
    [InlineData("i in ()", "the list is empty; write what x may be, as in x in (1, 2)", "i in ()", "  ^^")]
    [InlineData("i in (1 2)", "expected ',' or ')'", "i in (1 2)", "        ^")]
    [InlineData("i between 1", "expected 'and', as in x between 1 and 9", "i between 1", "           ^")]
    [InlineData("i is 5", "expected 'null' after 'is'", "i is 5", "     ^")]
    [InlineData("1 < 2 < 3", "comparisons don't chain; write 'a < b and b < c', or use parentheses", "1 < 2 < 3",
        "      ^")]
    [InlineData("and", "expected a value, but 'and' is an operator; put a column of that name in `backticks`", "and",
        "^^^")]
    [InlineData("i = #", "'#' means nothing here; put an odd column name in `backticks`", "i = #", "    ^")]
    [InlineData("i & 1", "'&' means nothing here; put an odd column name in `backticks`", "i & 1", "  ^")]
    [InlineData("s = 'abc", "this text has no end; close it with '", "s = 'abc", "    ^")]
    [InlineData("`abc", "this quoted name has no end; close it with `", "`abc", "^")]
    [InlineData(@"s = '\d'",
        @"unknown escape; write \\ \' \"" \n \r \t or \u and four hex digits (a backslash is \\)", @"s = '\d'",
        "     ^^")]
    [InlineData(@"s = '\ud800'",
        "this text has half of a surrogate pair, which no UTF-8 text can equal; write both halves", @"s = '\ud800'",
        "    ^^^^^^^^")]
    [InlineData("i > 5s", "'5s' is not a number; write 15, 1.5, 1e3, or 1.5m for a decimal", "i > 5s", "    ^^")]
    [InlineData("i > 1.", "'1.' is not a number; write 15, 1.5, 1e3, or 1.5m for a decimal", "i > 1.", "    ^^")]
    [InlineData("9223372036854775808",
        "this number is beyond the range of an int; write it with .0 for a double or with m for a decimal",
        "9223372036854775808", "^^^^^^^^^^^^^^^^^^^")]
    [InlineData("1e999", "this number is beyond the range of a double", "1e999", "^^^^^")]
    public void A_syntax_error_shows_its_place(string text, string message, string line, string carets) =>
        AssertError(text, message, line, carets);

    [Theory]
    [InlineData("statu >= 500", "unknown column 'statu'; did you mean 'status'?", "^^^^^")]
    [InlineData("Status >= 500", "unknown column 'Status'; did you mean 'status'?", "^^^^^^")]
    [InlineData("zzz = 1", "unknown column 'zzz'", "^^^")]
    [InlineData("1 + lowr(method)", "unknown function 'lowr'; did you mean 'lower'?", "    ^^^^")]
    [InlineData("frobnicate(1)", "unknown function 'frobnicate'", "^^^^^^^^^^")]
    [InlineData("status = '500'", "'=' can't mix int with string; cast the string, with int(x)", "       ^")]
    [InlineData("price + 1e-30m",
        "this number has more digits than a decimal, which has 28, and as many after the point",
        "        ^^^^^^")]
    [InlineData("ratio + 1e-400", "this number is beyond the range of a double", "        ^^^^^^")]
    [InlineData("price * ratio", "'*' can't mix decimal with double; cast one, with double(x) or decimal(x)",
        "      ^")]
    [InlineData("time > '2015-05-17'",
        "'>' can't mix timestamp with string; write a time as timestamp('2015-05-17T10:05:03Z')", "     ^")]
    [InlineData("status and true", "and needs a boolean here, but this is an int; compare it with something", "^^^^^^")]
    [InlineData("method + 1", "'+' needs a string here, but this is an int; cast the number, with string(x)",
        "         ^")]
    [InlineData("-method", "'-' needs a number here, but this is a string", " ^^^^^^")]
    [InlineData("status = null", "a comparison with null is never true; write 'is null'", "         ^^^^")]
    [InlineData("status != null", "a comparison with null is never true; write 'is not null'", "          ^^^^")]
    [InlineData("null", "null alone has no type; cast it, as in int(null)", "^^^^")]
    [InlineData("coalesce(null, null)", "null has no type here; cast it, as in int(null)", "         ^^^^")]
    [InlineData("true < false", "booleans have no order; compare them with = or !=", "     ^")]
    [InlineData("if(true, 1, 'a')", "if can't mix int with string; cast the string, with int(x)", "^^")]
    [InlineData("if(status, 1, 2)", "if needs a boolean here, but this is an int; compare it with something",
        "   ^^^^^^")]
    [InlineData("lower()", "lower can't have 0 arguments; write lower(text)", "^^^^^")]
    [InlineData("lower(status)", "lower needs a string here, but this is an int; cast the number, with string(x)",
        "      ^^^^^^")]
    [InlineData("segment(method, 1.5)", "segment needs an int here, but this is a double; cast it, with int(x)",
        "                ^^^")]
    [InlineData("matches(method, method)", "matches needs a literal here, such as '^/api/'", "                ^^^^^^")]
    [InlineData("timestamp('May 17')", "this is not a time; write '2015-05-17T10:05:03Z' or '2015-05-17'",
        "          ^^^^^^^^")]
    [InlineData("truncate(time, '0m')",
        "truncate needs a duration above 0, such as '15m'; units are us, ms, s, m, h and d", "               ^^^^")]
    [InlineData("duration('1 week')",
        "this is not a duration; write a whole number and a unit, such as '15m'; units are us, ms, s, m, h and d",
        "         ^^^^^^^^")]
    [InlineData("round(ratio, 99)", "round takes 0 to 15 digits after the point", "             ^^")]
    [InlineData("double(time)", "double can't cast a timestamp", "       ^^^^")]
    [InlineData("abs(method)", "abs needs a number here, but this is a string", "    ^^^^^^")]
    public void A_type_error_shows_its_place(string text, string message, string carets) =>
        AssertError(text, message, text, carets);

    [Fact]
    public void A_bad_regular_expression_is_found_before_anything_runs()
    {
        var error = Assert.Throws<ExpressionException>(() => Compile("matches(method, '(a')"));
        Assert.StartsWith("this regular expression can't be used: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((16, 4), (error.Position, error.Length));

        error = Assert.Throws<ExpressionException>(() => Compile(@"matches(method, '(a)\\1')"));
        Assert.StartsWith("this regular expression can't be used: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_lines_the_one_in_error_is_shown() =>
        AssertError("status > 1\n\tand methd = 'GET'\nand true",
            "unknown column 'methd'; did you mean 'method'?", " and methd = 'GET'", "     ^^^^^");

    [Fact]
    public void Of_a_long_line_the_part_in_error_is_shown()
    {
        var text = string.Join(" and ", Enumerable.Repeat("true", 50)) + " and x and " + string.Join(" and ",
            Enumerable.Repeat("true", 50));
        var lines = Assert.Throws<ExpressionException>(() => Compile(text)).ToCaretString().Split('\n');

        Assert.Equal("unknown column 'x'", lines[0]);
        Assert.Equal(110, lines[1].Length);
        Assert.Equal('x', lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_condition_must_be_boolean()
    {
        var error = Assert.Throws<ExpressionException>(
            () => ExpressionCompiler.CompileCondition("status + 1", Schema));
        Assert.Equal("a condition must be boolean, but this is an int; compare it with something", error.Message);
        Assert.Equal((0, 10), (error.Position, error.Length));
        Assert.Equal(ColumnType.Boolean, ExpressionCompiler.CompileCondition("status > 1", Schema).Type);
    }

    [Fact]
    public void A_schema_has_each_name_once()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new ExpressionSchema(("status", ColumnType.Int64), ("status", ColumnType.Double)));
        Assert.StartsWith(
            "two columns are named 'status'; rename one of them", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_computed_column_takes_the_place_of_one_of_its_name()
    {
        var schema = Schema.With("status", ColumnType.Double);

        Assert.Equal(schema.Columns.Count - 1, schema.IndexOf("status"));
        Assert.Equal(ColumnType.Double, ExpressionCompiler.Compile("status", schema).Type);
    }

    private static ExpressionSchema Schema { get; } = new(
        ("status", ColumnType.Int64), ("method", ColumnType.String), ("time", ColumnType.Timestamp),
        ("price", ColumnType.Decimal), ("ratio", ColumnType.Double), ("i", ColumnType.Int64), ("s", ColumnType.String));

    private static TypedExpression Compile(string text) => ExpressionCompiler.Compile(text, Schema);

    private static void AssertError(string text, string message, string line, string carets)
    {
        var error = Assert.Throws<ExpressionException>(() => Compile(text));
        Assert.Equal($"{message}\n    {line}\n    {carets}", error.ToCaretString());
        Assert.Equal(text, error.Text);
    }
}
