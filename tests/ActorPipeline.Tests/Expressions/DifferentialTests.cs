using ActorPipeline.Expressions;
using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Functions;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Expressions.Syntax;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

/// <summary>Random expressions over random batches mean the same by column as, naively, by row.</summary>
public sealed class DifferentialTests
{
    private const int ExpressionsPerSeed = 150;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Columns_and_rows_agree(int seed)
    {
        var random = new Random(seed);
        var expressions = new RandomExpressions(random);
        for (var n = 0; n < ExpressionsPerSeed; n++)
        {
            var expression = expressions.Next(random.Next(1, 6));
            var compiled = ExpressionCompiler.Compile(expression.Text, Rows.Schema);
            Assert.Equal(expression.Type, compiled.Type);
            var again = ExpressionCompiler.Compile(compiled.Canonical, Rows.Schema);
            Assert.Equal(compiled.Canonical, again.Canonical);
            var unfolded = FunctionTable.CheckerOf(expression.Text, Rows.Schema)
                .CheckRoot(Parser.ParseExpression(expression.Text));
            ExpressionEvaluator[] evaluators =
                [compiled.CreateEvaluator(), again.CreateEvaluator(), unfolded.Lower(new Registers())];

            // Two batches of different size through the same evaluators: nothing of the first may shine through.
            foreach (var size in new[] { random.Next(1, 90), random.Next(1, 90) })
            {
                var rows = Enumerable.Range(0, size).Select(_ => expressions.Row()).ToArray();
                var batch = Rows.Batch(rows);
                DropSome(batch, random);
                foreach (var evaluator in evaluators)
                {
                    AssertAgrees(seed, expression, batch, rows, evaluator.Evaluate(batch));
                }
            }
        }
    }

    private static void DropSome(RecordBatch batch, Random random)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (random.Next(10) == 0)
            {
                batch.Filter(row);
                var (s, t) = (batch.Columns[Rows.Schema.IndexOf("s")], batch.Columns[Rows.Schema.IndexOf("t")]);
                s.Values<Utf8Slice>()[row] = new Utf8Slice(random.Next(), 1 << 20);
                t.Values<Utf8Slice>()[row] = new Utf8Slice(-random.Next(1, 99), 9);
            }
        }
    }

    private static void AssertAgrees(
        int seed, RandomExpression expression, RecordBatch batch, object?[][] rows, Column column)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            if (batch.Status[row] == RowStatus.Live)
            {
                var expected = Rows.Show(expression.Value(rows[row]));
                var actual = Rows.Show(Rows.ReadRow(column, batch, row));
                Assert.True(expected == actual, $"seed {seed}: {expression.Text}\nrow ({string.Join(", ",
                    rows[row].Select(Rows.Show))})\nexpected {expected}, but got {actual}");
            }
        }
    }
}
