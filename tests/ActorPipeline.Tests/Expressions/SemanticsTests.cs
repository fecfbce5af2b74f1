using ActorPipeline.Expressions;
using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Functions;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Expressions.Syntax;

namespace ActorPipeline.Tests.Expressions;

public sealed class SemanticsTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 / 2", "-3")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("7 / 0", "null")]
    [InlineData("7 % 0", "null")]
    [InlineData("-9223372036854775808 / -1", "null")]
    [InlineData("-9223372036854775808 % -1", "0")]
    [InlineData("9223372036854775807 + 1", "null")]
    [InlineData("-9223372036854775808 - 1", "null")]
    [InlineData("4611686018427387904 * 2", "null")]
    [InlineData("-4611686018427387904 * 2", "-9223372036854775808")]
    [InlineData("-(-9223372036854775808)", "null")]
    [InlineData("- - 5", "5")]
    [InlineData("2 - -3", "5")]
    [InlineData("1 + 0.5", "1.5d")]
    [InlineData("7 / 2.0", "3.5d")]
    [InlineData("1.0 / 0", "null")]
    [InlineData("1e308 * 10", "null")]
    [InlineData("5.5 % 2", "1.5d")]
    [InlineData("1.10m + 1", "2.10m")]
    [InlineData("0.1m + 0.2m = 0.3m", "true")]
    [InlineData("1m / 0m", "null")]
    [InlineData("79228162514264337593543950335m + 1m", "null")]
    [InlineData("79228162514264337593543950335m * 2", "null")]
    [InlineData("-79228162514264337593543950335m - 79228162514264337593543950335m", "null")]
    [InlineData("1 + null", "null")]
    public void Arithmetic(string text, string expected) => AssertValue(text, expected);

    [Theory]
    [InlineData("1 = 1.0", "true")]
    [InlineData("1 == 2", "false")]
    [InlineData("1 <> 2", "true")]
    [InlineData("2 <= 2 and 2 >= 2", "true")]
    [InlineData("1 < 2 and 3 > 2", "true")]
    [InlineData("'a' < 'b'", "true")]
    [InlineData("'Z' < 'a'", "true")]
    [InlineData("'a' < 'aa'", "true")]
    [InlineData("'\uFFFD' < '\U0001F600'", "true")]
    [InlineData("'é' > 'z'", "true")]
    [InlineData("true = false", "false")]
    [InlineData("true != false", "true")]
    [InlineData("1 = 1 is null", "false")]
    [InlineData("1 / 0 is null", "true")]
    [InlineData("1 / 0 is not null", "false")]
    [InlineData("1 / 0 = 1", "null")]
    public void Comparisons(string text, string expected) => AssertValue(text, expected);

    [Theory]
    [InlineData("true and null", "null")]
    [InlineData("false and null", "false")]
    [InlineData("null and false and true", "false")]
    [InlineData("true or null", "true")]
    [InlineData("false or null", "null")]
    [InlineData("null or true", "true")]
    [InlineData("not null", "null")]
    [InlineData("not true or true", "true")]
    [InlineData("not (true or true)", "false")]
    [InlineData("true or false and false", "true")]
    [InlineData("true || false && false", "true")]
    [InlineData("!true", "false")]
    [InlineData("not 1 = 2", "true")]
    [InlineData("!1 = 2", "true")]
    [InlineData("true = !false", "true")]
    [InlineData("if(true, 1, 2)", "1")]
    [InlineData("if(false, 1, 2.5)", "2.5d")]
    [InlineData("if(null, 1, 2)", "2")]
    [InlineData("if(true, null, 2)", "null")]
    [InlineData("coalesce(null, null, 3, 4)", "3")]
    [InlineData("coalesce(1 / 0, 2.5)", "2.5d")]
    [InlineData("coalesce(1 / 0, 2 / 0)", "null")]
    public void Logic(string text, string expected) => AssertValue(text, expected);

    [Theory]
    [InlineData("1 in (1, 2)", "true")]
    [InlineData("3 in [1, 2]", "false")]
    [InlineData("3 not in (1, 2)", "true")]
    [InlineData("1 not in (1, 2)", "false")]
    [InlineData("3 in (1, null)", "null")]
    [InlineData("1 in (1, null)", "true")]
    [InlineData("3 not in (1, null)", "null")]
    [InlineData("1 not in (1, null)", "false")]
    [InlineData("null in (1, 2)", "null")]
    [InlineData("1 in (0.5, 1.0)", "true")]
    [InlineData("'b' in ('a', 'b', 'c')", "true")]
    [InlineData("'' in ('a')", "false")]
    [InlineData("2 between 1 and 2", "true")]
    [InlineData("2 not between 1 and 2", "false")]
    [InlineData("3 between 1 and 2 or true", "true")]
    [InlineData("5 between 9 and null", "false")]
    [InlineData("5 between 1 and null", "null")]
    [InlineData("'b' between 'a' and 'c'", "true")]
    public void Membership(string text, string expected) => AssertValue(text, expected);

    [Theory]
    [InlineData(@"'it''s'", "'it's'")]
    [InlineData(@"'it\'s'", "'it's'")]
    [InlineData(@"""a """"b"""" \""c\""""", "'a \"b\" \"c\"'")]
    [InlineData(@"'\u00e9\ud83d\ude00\\'", "'é😀\\'")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("1e3", "1000d")]
    [InlineData("1.5e-3", "0.0015d")]
    [InlineData("1.50m", "1.50m")]
    [InlineData("TRUE", "true")]
    public void Literals(string text, string expected) => AssertValue(text, expected);

    internal static void AssertValue(string text, string expected)
    {
        var batch = Rows.Batch(Rows.Row(), Rows.Row(), Rows.Row());
        var folded = ExpressionCompiler.Compile(text, Rows.Schema).CreateEvaluator().Evaluate(batch);
        Assert.All(Rows.Read(folded, batch), value => Assert.Equal(expected, Rows.Show(value)));

        // The kernels themselves, without folding.
        var node = FunctionTable.CheckerOf(text, Rows.Schema).CheckRoot(Parser.ParseExpression(text));
        var unfolded = node.Lower(new Registers()).Evaluate(batch);
        Assert.All(Rows.Read(unfolded, batch), value => Assert.Equal(expected, Rows.Show(value)));
    }
}
