using ActorPipeline.Plan;
using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Correctness;

/// <summary>
/// SQLite over the raw records gives the same results: lateness too is asked of it, as a running maximum by
/// partition.
/// </summary>
public sealed class SqlResultTests
{
    private const int OutOfOrder = 700;
    private const int Lateness = 900;

    /// <summary>Each record with its partition's watermark before it; a far past one before the first.</summary>
    private const string Judged = """
        WITH judged AS (
            SELECT *, coalesce(
                max(t) OVER (PARTITION BY part ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) - 700,
                -4500000000000000000) - 900 AS bound
            FROM records WHERE t IS NOT NULL)
        """;

    private const string Values = """
        count(*), count(CASE WHEN b THEN 1 END), sum(i), min(i), max(i), avg(i * 1.0), min(s), max(s)
        """;

    private static readonly string[] _aggregates =
        ["count()", "count(b)", "sum(i)", "min(i)", "max(i)", "mean(i)", "min(s)", "max(s)"];

    [Fact]
    public void Tumbling_windows_are_those_of_a_group_by() => Compare(new WindowSpec.Tumbling(3_000), $"""
        {Judged}, windowed AS (SELECT *, {Floor("t", 3_000)} AS start FROM judged)
        SELECT k, start, start + 3000, {Values} FROM windowed WHERE start + 3000 > bound GROUP BY k, start
        """);

    [Fact]
    public void Hopping_windows_are_those_of_a_join_and_group_by() => Compare(new WindowSpec.Hopping(4_500, 1_500), $"""
        {Judged}, back(step) AS (VALUES (0), (1), (2)), windowed AS (
            SELECT *, {Floor("t", 1_500)} - 1500 * step AS start FROM judged JOIN back)
        SELECT k, start, start + 4500, {Values} FROM windowed
        WHERE start + 4500 > bound GROUP BY k, start
        """);

    [Fact]
    public void Sessions_are_the_islands_between_gaps() => Compare(new WindowSpec.Session(1_200), $"""
        {Judged}, accepted AS (SELECT * FROM judged WHERE t >= bound), marked AS (
            SELECT *, CASE WHEN t - lag(t) OVER (PARTITION BY k ORDER BY t) <= 1200 THEN 0 ELSE 1 END AS opens
            FROM accepted), numbered AS (
            SELECT *, sum(opens) OVER (PARTITION BY k ORDER BY t ROWS UNBOUNDED PRECEDING) AS session FROM marked)
        SELECT k, min(t), max(t) + 1200, {Values} FROM numbered GROUP BY k, session
        """);

    [Fact]
    public void The_global_window_is_the_whole_group() => Compare(new WindowSpec.Global(), $"""
        {Judged} SELECT k, {Values} FROM judged GROUP BY k
        """);

    /// <summary>SQL divides towards zero, windows begin towards the past.</summary>
    private static string Floor(string time, int step) => $"{time} - ((({time} % {step}) + {step}) % {step})";

    private static void Compare(WindowSpec window, string sql)
    {
        foreach (var seed in Seeds.Up(8))
        {
            var random = new Random(seed);
            var plan = Plans.Of(window, ["k"], _aggregates, OutOfOrder, Lateness, shards: 1 + random.Next(4));
            var generator = new RecordGenerator(random) { BrokenShare = 0 };
            var partitions = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => generator.Make(400)
                .ConvertAll(r => r.I is > 1_000 or < -1_000 ? r with { I = 5 } : r)).ToList();
            using var table = new SqlTable("part", "n", "t", "k", "i", "s", "b");
            table.Insert(partitions.SelectMany((records, part) =>
                records.Select((r, n) => new object?[] { part, n, r.T, r.K, r.I, r.S, r.B })));
            var world = new Case(plan, ["k"], [], partitions).MakeWorld(seed);

            world.RunToEnd();

            RowComparison.AssertSame(
                table.Query(sql), world.Results.Rows.Select(r => r.Values), window is WindowSpec.Global ? 1 : 3,
                $"{window}, seed {seed}");
        }
    }
}
