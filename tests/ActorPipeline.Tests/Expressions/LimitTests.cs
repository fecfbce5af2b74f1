using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

public sealed class LimitTests
{
    [Theory]
    [InlineData("(", "i", ")", 30_000)]
    [InlineData("not ", "b", "", 15_000)]
    [InlineData("- ", "i", "", 30_000)]
    [InlineData("abs(", "i", ")", 10_000)]
    [InlineData("i in (", "i", ")", 9_000)]
    [InlineData("", "i", " + 1", 16_000)]
    [InlineData("", "i", " is null", 8_000)]
    [InlineData("coalesce(", "i", "", 6_000)]
    [InlineData("((((((((", "i", "", 8_000)]
    public void Text_that_nests_too_deep_is_refused(string open, string inner, string close, int count)
    {
        var text = string.Concat(Enumerable.Repeat(open, count)) + inner
            + string.Concat(Enumerable.Repeat(close, count));

        var error = Assert.Throws<ExpressionException>(() => ExpressionCompiler.Compile(text, Rows.Schema));

        Assert.Equal("the expression is more than 200 levels deep; compute parts of it with 'let'", error.Message);
    }

    [Fact]
    public void Text_that_is_too_long_is_refused()
    {
        var text = "1 = " + new string(' ', 64 * 1024 - 5) + "1";
        ExpressionCompiler.Compile(text, Rows.Schema);

        var error = Assert.Throws<ExpressionException>(() => ExpressionCompiler.Compile(text + " ", Rows.Schema));

        Assert.Equal("the expression has 65537 chars; at most 65536 are allowed", error.Message);
        Assert.EndsWith("^", error.ToCaretString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_levels_are_evaluated()
    {
        var text = string.Concat(Enumerable.Repeat("(1 + ", 99)) + "i" + new string(')', 99);
        var batch = Rows.Batch(Rows.Row(("i", 1L)));

        Assert.Equal([100L], Rows.Evaluate(text, batch));
    }

    [Fact]
    public void A_list_of_conditions_may_be_as_long_as_the_text()
    {
        var batch = Rows.Batch(Rows.Row(("i", 2999L)), Rows.Row(("i", 3000L)));

        var any = string.Join(" or ", Enumerable.Range(0, 3000).Select(n => $"i = {n}"));
        Assert.Equal([true, false], Rows.Evaluate(any, batch));

        var set = $"i in ({string.Join(",", Enumerable.Range(0, 3000))})";
        Assert.Equal([true, false], Rows.Evaluate(set, batch));

        var computed = $"i in ({string.Join(",", Enumerable.Range(0, 3000).Select(n => $"{n} + j"))}, 2999)";
        Assert.Equal([true, null], Rows.Evaluate(computed, batch));
    }

    [Fact]
    public void Nested_tests_compute_their_operand_once()
    {
        // If x were computed for each bound of 'between', this would take 2 to the 60th steps.
        var text = "i";
        for (var level = 0; level < 60; level++)
        {
            text = $"int({text} between 0 and j)";
        }

        Assert.Equal([1L], Rows.Evaluate(text, Rows.Batch(Rows.Row(("i", 1L), ("j", 5L)))));
    }

    [Fact]
    public void Evaluation_allocates_nothing_once_it_is_warm()
    {
        string[] texts =
        [
            "i + j * 2 > 7 and s != 'GET' or b", "segment(s, 1)", "lower(s) + '/' + upper(t)", "int(t) / 100",
            "matches(s, '^/a+')", "if(b, d, e) between 1 and d", "coalesce(s, t, 'x')", "i in (1, 2, j)",
            "s in ('a', 'b')", "date(at)", "truncate(at, '1m')", "replace(s, 'a', t)", "string(m)", "round(d, 2)",
            "least(s, t)", "timestamp(s)", "length(t)", "i is null",
        ];
        var rows = Enumerable.Range(0, 500).Select(n => Rows.Row(
            ("i", (long)n), ("j", n % 3 == 0 ? null : 2L), ("d", n / 2.0), ("e", 1.5), ("m", n / 4m), ("b", n % 2 == 0),
            ("s", n % 5 == 0 ? null : "/AA/b?" + n), ("t", n.ToString(null, null)),
            ("at", n * 1_000_000_000L))).ToArray();
        var batch = Rows.Batch(rows);
        var evaluators = texts.Select(
            text => ExpressionCompiler.Compile(text, Rows.Schema).CreateEvaluator()).ToArray();

        long Run()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var evaluator in evaluators)
            {
                evaluator.Evaluate(batch);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The scratch grows as long as it is not cleared, which a source does with each batch: make it large first.
        batch.Scratch.GetSpan(8 * 1024 * 1024);
        for (var i = 0; i < 50; i++)
        {
            Run();
        }

        Assert.Equal(0, Run());
    }

    [Fact]
    public void A_batch_without_rows_is_evaluated()
    {
        var batch = new RecordBatch([.. Rows.Schema.Columns.Select(column => column.Type)]);
        batch.ResetColumns();

        foreach (var text in new[] { "1", "'a'", "int(null)", "i + 1", "s + 'x'", "b and c", "i in (1, j)", "s = t" })
        {
            Assert.Empty(Rows.Evaluate(text, batch));
        }
    }
}
