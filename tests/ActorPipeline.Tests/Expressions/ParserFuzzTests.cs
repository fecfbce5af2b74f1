using System.Text;
using ActorPipeline.Definitions;
using ActorPipeline.Expressions;

namespace ActorPipeline.Tests.Expressions;

/// <summary>Whatever the text, the compiler says what is wrong or gives an expression that evaluates.</summary>
public sealed class ParserFuzzTests
{
    private const int Texts = 16_000;
    private const long MaxBytes = 8 << 20;

    private static readonly string[] _valid =
    [
        "i + j * 2 >= 500 and s != 'GET'", "segment(s, 1) in ('a', \"b\", null) or b is not null",
        "if(b, timestamp('2015-05-17T10:05:03Z'), at) - duration('5m') < until",
        "coalesce(d, e, 1.5e3) between 0 and 9", "matches(s, '^/(a|b)[0-9]*$') && !c || `i` not in [1, 2]",
        "round(m * 1.50m, 2) % -n", "substring(t, i, -j) + '\\u00e9'",
        "truncate(at, '1h') = until and day_of_week(at) not between 6 and 7", "decimal(s) / n + least(m, n)",
    ];

    private static readonly string[] _tokens =
    [
        "i", "d", "m", "b", "s", "at", "nope", "`s`", "`", "'", "\"", "'a'", "'1m'", "'['", "1",
        "9223372036854775808", "1e9", "2.5m", ".", "and", "or", "not", "is", "null", "in", "between", "true", "where",
        "(", ")", "[", "]", ",", "+", "-", "*", "/", "%", "=", "==", "!=", "<", "<=", "&&", "||", "!", "&", "if(",
        "coalesce(", "lower(", "segment(", "matches(", "timestamp(", "truncate(", "round(", "int(", "concat(", "sum(",
        "\\", "\n", "é", "\ud800", "\0", " ",
    ];

    [Fact]
    public void Random_bytes_give_an_error_or_an_expression() => Run(random =>
    {
        var bytes = new byte[random.Next(60)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);
    });

    [Fact]
    public void Random_tokens_give_an_error_or_an_expression() => Run(random =>
        string.Join(random.Next(2) == 0 ? "" : " ", random.GetItems(_tokens, random.Next(1, 14))));

    [Fact]
    public void Mutated_expressions_give_an_error_or_an_expression() => Run(random =>
    {
        var text = new StringBuilder(_valid[random.Next(_valid.Length)]);
        for (var edits = random.Next(1, 5); edits > 0 && text.Length > 0; edits--)
        {
            var at = random.Next(text.Length);
            _ = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(text.Length - at, random.Next(1, 6))),
                1 => text.Insert(at, _tokens[random.Next(_tokens.Length)]),
                2 => text.Insert(at, text.ToString(at, Math.Min(text.Length - at, 20))),
                _ => text.Replace(text[at], (char)random.Next(1, 128), at, 1),
            };
        }

        return text.ToString();
    });

    private static void Run(Func<Random, string> next)
    {
        var rows = new RandomExpressions(new Random(1));
        var batch = Rows.Batch(rows.Row(), rows.Row(), rows.Row());
        Fuzz.Run(Texts, MaxBytes, random =>
        {
            var text = next(random);
            try
            {
                Compile(text, batch);
            }
            catch (Exception exception) when (exception is not ExpressionException)
            {
                var utf16 = Convert.ToHexString(Encoding.Unicode.GetBytes(text));
                Assert.Fail($"'{text}' (UTF-16 {utf16}): {exception}");
            }
        });
    }

    private static void Compile(string text, Records.RecordBatch batch)
    {
        try
        {
            var expression = ExpressionCompiler.Compile(text, Rows.Schema);
            Assert.Equal(expression.Canonical,
                ExpressionCompiler.Compile(expression.Canonical, Rows.Schema).Canonical);
            Rows.Read(expression.CreateEvaluator().Evaluate(batch), batch);
            AggregateSyntax.Parse("x", $"first({text}) where {text}", Rows.Schema);
        }
        catch (ExpressionException error)
        {
            Assert.InRange(error.Position, 0, error.Text.Length);
            Assert.InRange(error.Length, 0, error.Text.Length - error.Position);
            Assert.Equal(3, error.ToCaretString().Split('\n').Length);
        }
    }
}
